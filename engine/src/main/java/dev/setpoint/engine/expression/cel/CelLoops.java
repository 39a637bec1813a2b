package dev.setpoint.engine.expression.cel;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.setpoint.engine.expression.Paths;
import dev.setpoint.engine.schema.CommonEquality;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The known parts of lists and maps that loops make. */
final class CelLoops {

    private static final String INSERT = "cel.@mapInsert";

    private static final Shape TEXT = new Shape.Text(CommonEquality.EXACT);

    private final CelParts parts;
    private final CelProgram program;
    private final CelComprehension loop;
    private final Map<String, CelElement> around;

    /** @param around variables of the loops around this one */
    CelLoops(CelParts parts, CelProgram program, CelComprehension loop, Map<String, CelElement> around) {
        this.parts = parts;
        this.program = program;
        this.loop = loop;
        this.around = around;
    }

    /** The part that a turn of a loop adds to its result, if a condition holds. */
    private record Step(CelExpr call, Optional<CelExpr> condition) {}

    /** The result as far as it is known; empty for a loop that makes neither a list nor a map: {@code all}. */
    Optional<Value> value() {
        if (isBinding()) {
            var inner = new HashMap<>(around);
            inner.put(loop.accuVar(), program.element(loop.accuInit(), parts.of(loop.accuInit(), around)));
            return Optional.of(parts.of(loop.result(), inner));
        }
        return step().map(this::value);
    }

    /** A name for a value is a loop without a turn. */
    private boolean isBinding() {
        return loop.iterRange().getKind() == Kind.LIST
                && loop.iterRange().list().elements().isEmpty()
                && !isVariable(loop.result());
    }

    private Value value(Step step) {
        var range = parts.of(loop.iterRange(), around);
        var turns = turns(range.revealed(), program.shape(loop.iterRange()));
        if (turns.isEmpty()) {
            return parts.unknown();
        }
        var items = new ArrayList<Value>();
        var entries = new LinkedHashMap<String, Value>();
        for (var turn : turns.get()) {
            var inner = new HashMap<>(around);
            inner.putAll(turn);
            var holds = step.condition().map(condition -> parts.whole(condition, inner));
            if (holds.filter(answer -> !(answer instanceof Value.Bool)).isPresent()) {
                return parts.unknown();
            }
            if (holds.equals(Optional.of(Value.of(false)))) {
                continue;
            }
            var before = items.size();
            if (!add(step.call(), inner, items, entries)) {
                return parts.unknown();
            }
            if (turn.values().stream().anyMatch(CelElement::mayBeAbsent)) {
                items.subList(before, items.size()).replaceAll(CelLoops::maybe);
            }
        }
        var result = loop.accuInit().getKind() == Kind.LIST ? new Value.List(items) : new Value.Map(entries);
        return range instanceof Value.Secret ? new Value.Secret(result) : result;
    }

    private static Value maybe(Value element) {
        return element instanceof Value.Unknown(var waiting, var _) ? new Value.Unknown(waiting, true) : element;
    }

    /** Adds what the call adds; false when it is not known what it is. */
    private boolean add(CelExpr call, Map<String, CelElement> inner, List<Value> items, Map<String, Value> entries) {
        var arguments = call.call().args();
        if (loop.accuInit().getKind() == Kind.LIST) {
            if (!(parts.of(arguments.get(1), inner).revealed() instanceof Value.List(var added))) {
                return false;
            }
            added.forEach(item -> items.add(parts.numbered(item, items.size())));
            return true;
        }
        if (arguments.size() == 2) {
            if (!(parts.of(arguments.get(1), inner).revealed() instanceof Value.Map(var added))
                    || added.keySet().stream().anyMatch(entries::containsKey)) {
                return false;
            }
            entries.putAll(added);
            return true;
        }
        return parts.whole(arguments.get(1), inner) instanceof Value.Str(var name)
                && entries.putIfAbsent(name, parts.of(arguments.get(2), inner)) == null;
    }

    /** The values of the loop's variables in each turn. */
    private Optional<List<Map<String, CelElement>>> turns(Value range, Shape shape) {
        return switch (range) {
            case Value.List(var items) -> {
                var item = shape instanceof Shape.ListOf(var of, var _, var _) ? of : Paths.ANY;
                var turns = new ArrayList<Map<String, CelElement>>();
                for (var value : items) {
                    var index = new CelElement(Value.of(turns.size()), new Shape.Num(true));
                    turns.add(turn(index, new CelElement(value, item), false));
                }
                yield Optional.of(turns);
            }
            case Value.Map(var entries) ->
                Optional.of(new TreeMap<>(entries)
                        .entrySet().stream()
                                .map(entry -> turn(
                                        new CelElement(Value.of(entry.getKey()), TEXT),
                                        new CelElement(entry.getValue(), member(shape, entry.getKey())),
                                        true))
                                .toList());
            default -> Optional.empty();
        };
    }

    private static Shape member(Shape shape, String name) {
        return switch (shape) {
            case Shape.MapOf(var value) -> value;
            case Shape.ObjectOf object ->
                object.attribute(name).map(attribute -> attribute.shape()).orElse(Paths.ANY);
            default -> Paths.ANY;
        };
    }

    private Map<String, CelElement> turn(CelElement key, CelElement value, boolean keyed) {
        return loop.iterVar2().isEmpty()
                ? Map.of(loop.iterVar(), keyed ? key : value)
                : Map.of(loop.iterVar(), key, loop.iterVar2(), value);
    }

    private Optional<Step> step() {
        var kind = loop.accuInit().getKind();
        if ((kind != Kind.LIST && kind != Kind.MAP) || !isVariable(loop.result())) {
            return Optional.empty();
        }
        var step = loop.loopStep();
        if (step.getKind() == Kind.CALL
                && step.call().function().equals(Operator.CONDITIONAL.getFunction())
                && isVariable(step.call().args().get(2))) {
            var arguments = step.call().args();
            return adding(arguments.get(1), Optional.of(arguments.getFirst()));
        }
        return adding(step, Optional.empty());
    }

    /** A call such as {@code result + [element]}. */
    private Optional<Step> adding(CelExpr expr, Optional<CelExpr> condition) {
        var function = loop.accuInit().getKind() == Kind.LIST ? Operator.ADD.getFunction() : INSERT;
        return expr.getKind() == Kind.CALL
                        && expr.call().function().equals(function)
                        && isVariable(expr.call().args().getFirst())
                ? Optional.of(new Step(expr, condition))
                : Optional.empty();
    }

    private boolean isVariable(CelExpr expr) {
        return expr.getKind() == Kind.IDENT && expr.ident().name().equals(loop.accuVar());
    }
}
