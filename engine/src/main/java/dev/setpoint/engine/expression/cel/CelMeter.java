package dev.setpoint.engine.expression.cel;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;
import dev.setpoint.engine.expression.Budget;
import dev.setpoint.engine.expression.cel.value.CelMap;
import dev.setpoint.engine.expression.cel.value.CelSequence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts what one evaluation costs: a step for each node, and before a function is called the work and the size of its
 * result, which follow from its arguments. For one thread.
 */
@SuppressWarnings("ThreadSafe") // belongs to one evaluation, and is seen by no other thread
final class CelMeter implements CelEvaluationListener {

    /** Steps for an operand that fails, because its exception passes through all surrounding expressions. */
    private static final int FAILURE = 200;

    private final CelCalls calls;
    private final Budget budget;
    private final CelCosts costs;

    /** By the number of the expression; null where there is none yet. */
    private final @Nullable Object[] arguments;

    CelMeter(CelCalls calls, Budget budget) {
        this.calls = calls;
        this.budget = budget;
        this.costs = new CelCosts(budget);
        this.arguments = new Object[calls.size()];
    }

    @Override
    public void callback(CelExpr expr, Object result) {
        budget.step(1);
        switch (expr.getKind()) {
            case LIST ->
                budget.make((long) Budget.ELEMENT * expr.list().elements().size());
            case MAP -> budget.make((long) Budget.ELEMENT * expr.map().entries().size());
            default -> {}
        }
        var number = (int) expr.id();
        if (calls.isArgument(number)) {
            arguments[number] = result;
            calls.after(number).ifPresent(this::about);
        }
        calls.logical(number).ifPresent(this::decided);
    }

    /** Pays for a call that is about to be made. An argument that failed has left no value: then nothing is called. */
    private void about(CelCalls.Call call) {
        var values = new ArrayList<Object>(call.arguments().size());
        for (var number : call.arguments()) {
            var value = arguments[number];
            if (value == null) {
                return;
            }
            arguments[number] = null;
            values.add(value);
        }
        for (var i = call.growing() ? 1 : 0; i < values.size(); i++) {
            whole(values.get(i));
        }
        costs.pay(call, values);
    }

    /** Pays for the failed operands that a logical operator has ignored. */
    private void decided(CelCalls.Call operator) {
        var decided = false;
        for (var number : operator.arguments()) {
            var value = arguments[number];
            arguments[number] = null;
            if (!decided && value == null) {
                budget.step(FAILURE);
            }
            decided |= value instanceof Boolean truth && truth == operator.decisive();
        }
    }

    /** CEL converts lists and maps of its own with all that is in them whenever a function takes or gives them. */
    private void whole(Object value) {
        switch (value) {
            case CelSequence _, CelMap _ -> {}
            case Collection<?> items -> {
                budget.step(items.size());
                items.forEach(this::whole);
            }
            case Map<?, ?> entries -> {
                budget.step(entries.size());
                entries.values().forEach(this::whole);
            }
            default -> {}
        }
    }
}
