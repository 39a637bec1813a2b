package dev.setpoint.engine.apply;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Secrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an apply ended.
 *
 * @param state as it was written
 * @param failed each change that failed, with why
 * @param problems what went wrong with the run as a whole: the state could not be written, an output has no value
 * @param rollback what became of undoing {@code done}, where that was asked for and something failed
 * @param skipped each change that was not started, with the failed address it waited for; with its own when the user
 *     stopped the run before
 */
public record Outcome(
        State state,
        List<Change> done,
        Map<Change, Diagnostic> failed,
        Map<Change, Address> skipped,
        List<Diagnostic> problems,
        boolean interrupted,
        Optional<Rollback> rollback) {

    /** The same, with no secrets in what there is to say. */
    Outcome hiding(Secrets secrets) {
        if (secrets.isEmpty()) {
            return this;
        }
        var why = new LinkedHashMap<Change, Diagnostic>();
        failed.forEach((change, problem) -> why.put(change, problem.hiding(secrets)));
        var rest = problems.stream().map(problem -> problem.hiding(secrets)).toList();
        return new Outcome(
                state, done, why, skipped, rest, interrupted, rollback.map(undoing -> undoing.hiding(secrets)));
    }

    public boolean succeeded() {
        return failed.isEmpty()
                && skipped.isEmpty()
                && problems.stream().noneMatch(Diagnostic::isError)
                && !interrupted;
    }
}
