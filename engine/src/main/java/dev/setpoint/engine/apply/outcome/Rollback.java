package dev.setpoint.engine.apply.outcome;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import java.util.List;
import java.util.Map;

/**
 * The result of a rollback.
 *
 * @param undone changes that were undone
 * @param kept changes that were not undone, and why
 * @param remaining warnings about values that could not be restored
 */
public record Rollback(List<Change> undone, Map<Change, Diagnostic> kept, List<Diagnostic> remaining) {

    /** True when everything is as it was before the run. */
    public boolean isComplete() {
        return kept.isEmpty() && remaining.isEmpty();
    }
}
