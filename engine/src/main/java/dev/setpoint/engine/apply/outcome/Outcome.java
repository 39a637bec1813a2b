package dev.setpoint.engine.apply.outcome;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.state.State;
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

    public boolean succeeded() {
        return failed.isEmpty()
                && skipped.isEmpty()
                && problems.stream().noneMatch(Diagnostic::isError)
                && !interrupted;
    }
}
