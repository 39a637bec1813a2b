package dev.setpoint.engine.apply;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.value.Secrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of undoing a run.
 *
 * @param undone the changes that were taken back
 * @param kept those that were not, each with why
 * @param remains what is not as it was although its change was taken back
 */
public record Rollback(List<Change> undone, Map<Change, Diagnostic> kept, List<Diagnostic> remains) {

    Rollback hiding(Secrets secrets) {
        var why = new LinkedHashMap<Change, Diagnostic>();
        kept.forEach((change, problem) -> why.put(change, problem.hiding(secrets)));
        return new Rollback(
                undone,
                why,
                remains.stream().map(problem -> problem.hiding(secrets)).toList());
    }

    /** Whether everything is as it was before the run. */
    public boolean complete() {
        return kept.isEmpty() && remains.isEmpty();
    }
}
