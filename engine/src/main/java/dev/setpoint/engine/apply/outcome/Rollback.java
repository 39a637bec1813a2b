package dev.setpoint.engine.apply.outcome;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import java.util.List;
import java.util.Map;

/**
 * What became of undoing a run.
 *
 * @param undone the changes that were taken back
 * @param kept those that were not, each with why
 * @param remains what is not as it was although its change was taken back
 */
public record Rollback(List<Change> undone, Map<Change, Diagnostic> kept, List<Diagnostic> remaining) {

    /** Whether everything is as it was before the run. */
    public boolean isComplete() {
        return kept.isEmpty() && remaining.isEmpty();
    }
}
