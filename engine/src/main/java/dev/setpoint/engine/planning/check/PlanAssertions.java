package dev.setpoint.engine.planning.check;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.assertion.AssertionJudge;
import dev.setpoint.engine.assertion.AssertionReads;
import dev.setpoint.engine.assertion.Assessment;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.planning.refusal.PlanProblems;
import dev.setpoint.engine.planning.scope.Selection;
import dev.setpoint.engine.stack.Assertion;
import dev.setpoint.engine.stack.Assertion.Subject;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.state.State;
import java.util.List;

/**
 * Evaluates conditions with the values of a plan. A plan for some targets evaluates those of the selected blocks, and
 * others as far as what they read is known.
 */
public record PlanAssertions(Assessment assertions, Stack stack, State state, Selection selection) {

    /** Returns the diagnostics of conditions that the spec alone breaks. */
    public List<Diagnostic> broken() {
        return assertions.broken().entrySet().stream()
                .filter(entry -> isSelected(entry.getKey()))
                .map(entry -> entry.getValue())
                .toList();
    }

    /**
     * Evaluates the other conditions, and reports those that do not hold. Returns those that wait for changes.
     *
     * @param scope values after the planned changes
     */
    public List<Assertion> evaluate(Scope scope, PlanProblems problems) {
        var assessed = Assessment.of(
                assertions.open().stream().filter(this::isSelected).toList(), AssertionJudge.before(stack, scope));
        assessed.broken().forEach((assertion, problem) -> {
            if (assertion.subject() instanceof Subject.Block(var address)) {
                problems.block(address, problem);
            } else {
                problems.add(problem);
            }
        });
        return assessed.open().stream().filter(this::willBeKnown).toList();
    }

    private boolean isSelected(Assertion assertion) {
        return !(assertion.subject() instanceof Subject.Block(var address)) || selection.contains(address);
    }

    private boolean willBeKnown(Assertion assertion) {
        return AssertionReads.nodes(stack, assertion).stream().allMatch(this::isReadable);
    }

    /** True for a node that this plan covers or that the state has. */
    private boolean isReadable(Address node) {
        return selection.contains(node) || state.resource(node).isPresent();
    }
}
