package dev.setpoint.engine.expression.cel;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.setpoint.engine.expression.Budget;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The known parts of a result that is not known as a whole: the branch that is taken, the elements of a list, the
 * entries of a map. What {@code map} and {@code filter} give is known as far as that holds of each element.
 */
final class CelParts {

    private final CelProgram program;
    private final Scope scope;
    private final Budget budget;
    private final String source;

    CelParts(CelProgram program, Scope scope, Budget budget) {
        this.program = program;
        this.scope = scope;
        this.budget = budget;
        this.source = program.source().strip();
    }

    Value of(CelExpr whole) {
        return of(whole, Map.of());
    }

    Value of(CelExpr expr, Map<String, CelElement> loops) {
        return switch (expr.getKind()) {
            case LIST -> list(expr.list(), loops);
            case MAP -> map(expr.map(), loops);
            case COMPREHENSION ->
                new CelLoops(this, program, expr.comprehension(), loops).value().orElseGet(() -> whole(expr, loops));
            case CALL -> call(expr, loops);
            case SELECT -> selected(expr, loops);
            default -> whole(expr, loops);
        };
    }

    Value whole(CelExpr expr, Map<String, CelElement> loops) {
        return program.evaluate(expr, scope, loops, budget);
    }

    private Value list(CelExpr.CelList list, Map<String, CelElement> loops) {
        var items = new ArrayList<Value>();
        for (var i = 0; i < list.elements().size(); i++) {
            var item = of(list.elements().get(i), loops);
            if (!list.optionalIndices().contains(i)) {
                items.add(item);
            } else if (!(item.revealed() instanceof Value.Null)) {
                items.add(optional(list.elements().get(i), item));
            }
        }
        return new Value.List(items);
    }

    private Value map(CelExpr.CelMap map, Map<String, CelElement> loops) {
        var entries = new LinkedHashMap<String, Value>();
        for (var entry : map.entries()) {
            if (!(whole(entry.key(), loops) instanceof Value.Str(var name))) {
                return unknown();
            }
            var value = of(entry.value(), loops);
            if (!entry.optionalEntry()) {
                entries.put(name, value);
            } else if (!(value.revealed() instanceof Value.Null)) {
                entries.put(name, optional(entry.value(), value));
            }
        }
        return new Value.Map(entries);
    }

    /** A value that is not known yet may be absent. Of what the spec declares, the value itself says it. */
    private static Value optional(CelExpr expr, Value value) {
        return value instanceof Value.Unknown(var waiting, var _) && !CelProgram.isPath(expr)
                ? new Value.Unknown(waiting, true)
                : value;
    }

    private Value call(CelExpr expr, Map<String, CelElement> loops) {
        var arguments = expr.call().args();
        if (expr.call().function().equals("optional.of")) {
            return of(arguments.getFirst(), loops);
        }
        return switch (Operator.findReverse(expr.call().function()).orElse(Operator.NOT_STRICTLY_FALSE)) {
            case CONDITIONAL -> branch(whole(arguments.getFirst(), loops), arguments, loops);
            case ADD -> sum(expr, loops);
            default -> applied(expr, loops);
        };
    }

    /** The value of a call by the known parts of its arguments: many functions do not look at all of them. */
    private Value applied(CelExpr expr, Map<String, CelElement> loops) {
        var value = whole(expr, loops);
        if (!(value instanceof Value.Unknown) || !looksAtParts(expr.call().function())) {
            return value;
        }
        var arguments = CelSubstitution.arguments(expr);
        if (arguments.isEmpty()) {
            return value;
        }
        switch (expr.call().function()) {
            case "optional.of" -> {
                return of(arguments.getFirst(), loops);
            }
            case "or", "orValue" -> {
                return otherwise(value, expr, loops);
            }
            default -> {}
        }
        var elements = new HashMap<>(loops);
        for (var argument : arguments) {
            var part = of(argument, loops);
            if (holdsNull(part)) {
                return value;
            }
            elements.put(CelSubstitution.variable(argument), program.element(argument, part));
        }
        return program.apply(expr, scope, elements, budget);
    }

    /** CEL counts a null in a list or map that it makes, and nobody counts one in a value. */
    private static boolean holdsNull(Value value) {
        return switch (value.revealed()) {
            case Value.List(var items) -> items.contains(Value.Null.VALUE);
            case Value.Map(var entries) -> entries.containsValue(Value.Null.VALUE);
            default -> false;
        };
    }

    /** A member of a map that is made in the expression, and known in part. */
    private Value selected(CelExpr expr, Map<String, CelElement> loops) {
        var value = whole(expr, loops);
        var select = expr.select();
        if (!(value instanceof Value.Unknown) || select.testOnly() || !CelSubstitution.isMade(select.operand())) {
            return value;
        }
        return of(select.operand(), loops) instanceof Value.Map map
                ? map.get(select.field()).orElse(value)
                : value;
    }

    /** The first of two values that is present. */
    private Value otherwise(Value unknown, CelExpr expr, Map<String, CelElement> loops) {
        var arguments = CelHeight.arguments(expr.call());
        var first = of(arguments.getFirst(), loops);
        return switch (first.revealed()) {
            case Value.Unknown _ -> unknown;
            case Value.Null _ -> of(arguments.getLast(), loops);
            default -> first;
        };
    }

    /** Operators compute with all of their operands, but for those that select or look for a key. */
    private static boolean looksAtParts(String function) {
        return Character.isLetter(function.charAt(0)) || function.equals("_[?_]") || function.equals("@in");
    }

    private Value branch(Value condition, List<CelExpr> arguments, Map<String, CelElement> loops) {
        if (!(condition.revealed() instanceof Value.Bool(var chosen))) {
            return unknown();
        }
        var result = of(arguments.get(chosen ? 1 : 2), loops);
        return condition instanceof Value.Secret && !(result instanceof Value.Unknown)
                ? new Value.Secret(result)
                : result;
    }

    private Value sum(CelExpr expr, Map<String, CelElement> loops) {
        var value = whole(expr, loops);
        if (!(value instanceof Value.Unknown) || !(program.shape(expr) instanceof Shape.ListOf)) {
            return value;
        }
        var items = new ArrayList<Value>();
        for (var argument : expr.call().args()) {
            if (!(of(argument, loops) instanceof Value.List(var part))) {
                return value;
            }
            items.addAll(part);
        }
        return new Value.List(items);
    }

    /** Each element waits for something of its own: two of them shall not be taken for the same. */
    Value numbered(Value element, int index) {
        return element.equals(unknown()) ? new Value.Unknown(source + "[" + index + "]") : element;
    }

    Value unknown() {
        return new Value.Unknown(source);
    }
}
