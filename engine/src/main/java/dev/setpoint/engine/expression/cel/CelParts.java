package dev.setpoint.engine.expression.cel;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.setpoint.engine.expression.Budget;
import dev.setpoint.engine.expression.Paths;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.schema.CommonEquality;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The known parts of a result that is not known as a whole: the branch that is taken, the elements of a list, the
 * entries of a map. What {@code map} and {@code filter} give is known as far as that holds of each element.
 */
final class CelParts {

    /** The value of a loop's variable in one turn. */
    record Element(Value value, Shape shape) {
        boolean mayBeAbsent() {
            return value instanceof Value.Unknown(var _, var absent) && absent;
        }
    }

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

    private Value of(CelExpr expr, Map<String, Element> loops) {
        return switch (expr.getKind()) {
            case LIST -> list(expr.list(), loops);
            case MAP -> map(expr.map(), loops);
            case COMPREHENSION -> loop(expr, loops);
            case CALL -> call(expr, loops);
            default -> whole(expr, loops);
        };
    }

    private Value whole(CelExpr expr, Map<String, Element> loops) {
        return program.evaluate(expr, scope, loops, budget);
    }

    private Value list(CelExpr.CelList list, Map<String, Element> loops) {
        return new Value.List(
                list.elements().stream().map(element -> of(element, loops)).toList());
    }

    private Value map(CelExpr.CelMap map, Map<String, Element> loops) {
        var entries = new LinkedHashMap<String, Value>();
        for (var entry : map.entries()) {
            if (!(whole(entry.key(), loops) instanceof Value.Str(var name))) {
                return unknown();
            }
            entries.put(name, of(entry.value(), loops));
        }
        return new Value.Map(entries);
    }

    private Value call(CelExpr expr, Map<String, Element> loops) {
        var arguments = expr.call().args();
        if (expr.call().function().equals("optional.of")) {
            return of(arguments.getFirst(), loops);
        }
        return switch (Operator.findReverse(expr.call().function()).orElse(Operator.NOT_STRICTLY_FALSE)) {
            case CONDITIONAL -> branch(whole(arguments.getFirst(), loops), arguments, loops);
            case ADD -> sum(expr, loops);
            default -> whole(expr, loops);
        };
    }

    private Value branch(Value condition, List<CelExpr> arguments, Map<String, Element> loops) {
        if (!(condition.revealed() instanceof Value.Bool(var chosen))) {
            return unknown();
        }
        var result = of(arguments.get(chosen ? 1 : 2), loops);
        return condition instanceof Value.Secret && !(result instanceof Value.Unknown)
                ? new Value.Secret(result)
                : result;
    }

    private Value sum(CelExpr expr, Map<String, Element> loops) {
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

    /** The element that a turn of a loop adds to its result, if a condition holds. */
    private record Step(CelExpr element, Optional<CelExpr> condition) {}

    private Value loop(CelExpr expr, Map<String, Element> loops) {
        var loop = expr.comprehension();
        var step = step(loop);
        if (step.isEmpty() || !loop.iterVar2().isEmpty()) {
            return whole(expr, loops);
        }
        var range = of(loop.iterRange(), loops);
        var turns = turns(range.revealed(), program.shape(loop.iterRange()));
        if (turns.isEmpty()) {
            return unknown();
        }
        var items = new ArrayList<Value>();
        for (var turn : turns.get()) {
            var inner = new HashMap<>(loops);
            inner.put(loop.iterVar(), turn);
            var holds = step.get().condition().map(condition -> whole(condition, inner));
            if (holds.filter(answer -> !(answer instanceof Value.Bool)).isPresent()) {
                return unknown();
            }
            if (!holds.equals(Optional.of(Value.of(false)))) {
                var element = numbered(of(step.get().element(), inner), items.size());
                items.add(turn.mayBeAbsent() ? maybe(element) : element);
            }
        }
        var list = new Value.List(items);
        return range instanceof Value.Secret ? new Value.Secret(list) : list;
    }

    /** Each element waits for something of its own: two of them shall not be taken for the same. */
    private Value numbered(Value element, int index) {
        return element.equals(unknown()) ? new Value.Unknown(source + "[" + index + "]") : element;
    }

    private static Value maybe(Value element) {
        return element instanceof Value.Unknown(var waiting, var _) ? new Value.Unknown(waiting, true) : element;
    }

    private static Optional<List<Element>> turns(Value range, Shape shape) {
        return switch (range) {
            case Value.List(var items) -> {
                var item = shape instanceof Shape.ListOf(var of, var _, var _) ? of : Paths.ANY;
                yield Optional.of(
                        items.stream().map(value -> new Element(value, item)).toList());
            }
            case Value.Map(var entries) ->
                Optional.of(new TreeSet<>(entries.keySet())
                        .stream()
                                .map(name -> new Element(Value.of(name), new Shape.Text(CommonEquality.EXACT)))
                                .toList());
            default -> Optional.empty();
        };
    }

    /** Empty for a loop that makes no list: {@code all}, {@code exists}. */
    private static Optional<Step> step(CelComprehension loop) {
        if (loop.accuInit().getKind() != Kind.LIST || !isVariable(loop.result(), loop.accuVar())) {
            return Optional.empty();
        }
        var step = loop.loopStep();
        if (isCall(step, Operator.CONDITIONAL)) {
            var arguments = step.call().args();
            return added(arguments.get(1), loop.accuVar())
                    .filter(_ -> isVariable(arguments.get(2), loop.accuVar()))
                    .map(element -> new Step(element, Optional.of(arguments.getFirst())));
        }
        return added(step, loop.accuVar()).map(element -> new Step(element, Optional.empty()));
    }

    /** The element that {@code result + [element]} adds. */
    private static Optional<CelExpr> added(CelExpr expr, String result) {
        if (!isCall(expr, Operator.ADD) || !isVariable(expr.call().args().getFirst(), result)) {
            return Optional.empty();
        }
        var list = expr.call().args().get(1);
        return list.getKind() == Kind.LIST && list.list().elements().size() == 1
                ? Optional.of(list.list().elements().getFirst())
                : Optional.empty();
    }

    private static boolean isCall(CelExpr expr, Operator operator) {
        return expr.getKind() == Kind.CALL && expr.call().function().equals(operator.getFunction());
    }

    private static boolean isVariable(CelExpr expr, String name) {
        return expr.getKind() == Kind.IDENT && expr.ident().name().equals(name);
    }

    private Value unknown() {
        return new Value.Unknown(source);
    }
}
