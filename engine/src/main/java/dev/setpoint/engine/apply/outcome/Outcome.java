package dev.setpoint.engine.apply.outcome;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.state.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of an apply.
 *
 * @param state the state as written
 * @param failed failed changes and their reasons
 * @param problems problems of the run as a whole, such as a state that could not be written or an output without a
 *     value
 * @param rollback the result of the rollback; empty when none was requested or nothing failed
 * @param skipped changes that were not started, with the failed address that each waited for, or with their own
 *     address when the user stopped the run
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
