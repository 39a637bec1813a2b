package dev.setpoint.engine.expression;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.NullValue;
import dev.setpoint.engine.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values to what CEL computes with, and back; exact, or refused. */
final class CelValues {

    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private CelValues() {}

    /** @param value known and revealed */
    static Object toCel(Value value) {
        return switch (value) {
            case Value.Null _ -> NullValue.NULL_VALUE;
            case Value.Bool(var b) -> b;
            case Value.Num(var n) -> number(n);
            case Value.Str(var s) -> s;
            case Value.List(var items) -> {
                var list = new ArrayList<Object>();
                items.forEach(item -> list.add(toCel(item)));
                yield list;
            }
            case Value.Map(var entries) -> {
                var map = new LinkedHashMap<String, Object>();
                entries.forEach((name, item) -> map.put(name, toCel(item)));
                yield map;
            }
            case Value.Unknown _, Value.Secret _, Value.Redacted _ ->
                throw new IllegalArgumentException("Not known, or not revealed.");
        };
    }

    private static Object number(BigDecimal n) {
        if (n.scale() <= 0) {
            if (n.compareTo(LEAST) < 0 || n.compareTo(MOST) > 0) {
                throw new EvaluationException("the number " + n + " is too large to compute with.");
            }
            return n.longValueExact();
        }
        var d = n.doubleValue();
        if (BigDecimal.valueOf(d).compareTo(n) != 0) {
            throw new EvaluationException("the number " + n + " has more digits than can be computed with.");
        }
        return d;
    }

    static Value fromCel(Object result) {
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
            case List<?> items ->
                new Value.List(items.stream().map(CelValues::fromCel).toList());
            case Map<?, ?> map -> {
                var entries = new LinkedHashMap<String, Value>();
                map.forEach((name, item) -> {
                    if (!(name instanceof String text)) {
                        throw new EvaluationException("the names of a map must be strings.");
                    }
                    entries.put(text, fromCel(item));
                });
                yield new Value.Map(entries);
            }
            case NullValue _, com.google.protobuf.NullValue _ -> Value.Null.VALUE;
            default -> throw new EvaluationException("the result is no plain value; convert it with string().");
        };
    }
}
