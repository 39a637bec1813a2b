package dev.setpoint.engine.planning.check;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.condition.Assessment;
import dev.setpoint.engine.condition.ConditionJudge;
import dev.setpoint.engine.condition.ConditionReads;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.planning.refusal.PlanProblems;
import dev.setpoint.engine.planning.scope.Selection;
import dev.setpoint.engine.stack.Condition;
import dev.setpoint.engine.stack.Condition.Subject;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.state.State;
import java.util.List;

/**
 * Evaluates conditions with the values of a plan. A plan for some targets evaluates those of the selected blocks, and
 * others as far as what they read is known.
 */
public record PlanConditions(Assessment conditions, Stack stack, State state, Selection selection) {

    /** Returns the diagnostics of conditions that the spec alone breaks. */
    public List<Diagnostic> broken() {
        return conditions.broken().entrySet().stream()
                .filter(entry -> isSelected(entry.getKey()))
                .map(entry -> entry.getValue())
                .toList();
    }

    /**
     * Evaluates the other conditions, and reports those that do not hold. Returns those that wait for changes.
     *
     * @param scope values after the planned changes
     */
    public List<Condition> evaluate(Scope scope, PlanProblems problems) {
        var assessed = Assessment.of(
                conditions.open().stream().filter(this::isSelected).toList(), ConditionJudge.before(stack, scope));
        assessed.broken().forEach((condition, problem) -> {
            if (condition.subject() instanceof Subject.Block(var address)) {
                problems.block(address, problem);
            } else {
                problems.add(problem);
            }
        });
        return assessed.open().stream().filter(this::willBeKnown).toList();
    }

    private boolean isSelected(Condition condition) {
        return !(condition.subject() instanceof Subject.Block(var address)) || selection.contains(address);
    }

    private boolean willBeKnown(Condition condition) {
        return ConditionReads.nodes(stack, condition).stream().allMatch(this::isReadable);
    }

    /** True for a node that this plan covers or that the state has. */
    private boolean isReadable(Address node) {
        return selection.contains(node) || state.resource(node).isPresent();
    }
}
