package dev.setpoint.engine.expression.cel.value;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.NullValue;
import dev.setpoint.engine.expression.Budget;
import dev.setpoint.engine.expression.EvaluationException;
import dev.setpoint.engine.expression.Paths;
import dev.setpoint.engine.value.Value;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Converts what CEL has computed to values. */
public final class CelValues {

    private CelValues() {}

    /** All of a value that a function reads whole. Leaves the evaluation when a part is not known. */
    public static Value whole(Object value, CelReading reading) {
        return read(fromCel(value, reading.budget()), reading);
    }

    private static Value read(Value value, CelReading reading) {
        reading.budget().step(1);
        return switch (value) {
            case Value.Secret _ -> {
                reading.of(value, Paths.ANY);
                yield read(value.revealed(), reading);
            }
            case Value.List(var items) ->
                new Value.List(items.stream()
                        .filter(item -> !(item.revealed() instanceof Value.Null))
                        .map(item -> read(item, reading))
                        .toList());
            case Value.Map(var entries) -> {
                var all = new LinkedHashMap<String, Value>();
                entries.forEach((name, item) -> {
                    if (!(item.revealed() instanceof Value.Null)) {
                        all.put(name, read(item, reading));
                    }
                });
                yield new Value.Map(all);
            }
            case Value.Unknown _, Value.Redacted _ -> {
                reading.of(value, Paths.ANY);
                yield value;
            }
            case Value.Null _, Value.Bool _, Value.Num _, Value.Str _ -> value;
        };
    }

    public static Value fromCel(Object result, Budget budget) {
        budget.step(1);
        return switch (result) {
            case Boolean b -> Value.of(b);
            case Long n -> Value.of(n);
            case UnsignedLong n -> new Value.Num(new BigDecimal(n.bigIntegerValue()));
            case Double d -> {
                if (!Double.isFinite(d)) {
                    throw new EvaluationException("the result is not a finite number.");
                }
                yield new Value.Num(BigDecimal.valueOf(d));
            }
            case String s -> Value.of(s);
            case Optional<?> optional ->
                optional.<Value>map(value -> fromCel(value, budget)).orElse(Value.Null.VALUE);
            case CelMap map -> map.plain();
            case CelList list -> list.plain();
            case CelItems items -> items.plain();
            case List<?> items ->
                new Value.List(items.stream().map(item -> fromCel(item, budget)).toList());
            case Map<?, ?> map -> {
                var entries = new LinkedHashMap<String, Value>();
                map.forEach((name, item) -> {
                    if (!(name instanceof String text)) {
                        throw new EvaluationException("the names of a map must be strings.");
                    }
                    entries.put(text, fromCel(item, budget));
                });
                yield new Value.Map(entries);
            }
            case NullValue _, com.google.protobuf.NullValue _ -> Value.Null.VALUE;
            default ->
                throw new EvaluationException(
                        "the result cannot be the value of a property; convert it with string().");
        };
    }
}
