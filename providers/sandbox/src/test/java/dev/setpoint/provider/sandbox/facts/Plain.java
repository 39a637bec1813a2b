package dev.setpoint.provider.sandbox.facts;

import dev.setpoint.engine.value.Value;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Trees of plain Java values, as YAML and JSON libraries return them. */
final class Plain {

    private Plain() {}

    static Value value(@Nullable Object plain) {
        return switch (plain) {
            case null -> Value.Null.VALUE;
            case Boolean flag -> Value.of(flag);
            case Number number -> new Value.Num(new BigDecimal(number.toString()));
            case List<?> items -> Value.of(items.stream().map(Plain::value).toList());
            case Map<?, ?> entries -> map(entries);
            default -> Value.of(String.valueOf(plain));
        };
    }

    static Value.Map map(Map<?, ?> entries) {
        var values = new LinkedHashMap<String, Value>();
        entries.forEach((name, item) -> values.put(String.valueOf(name), value(item)));
        return new Value.Map(values);
    }

    /** Returns the tree with every text in it changed. */
    static @Nullable Object texts(@Nullable Object plain, UnaryOperator<String> change) {
        return switch (plain) {
            case null -> null;
            case String text -> change.apply(text);
            case List<?> items ->
                items.stream().map(item -> texts(item, change)).toList();
            case Map<?, ?> entries -> texts(entries, change);
            default -> plain;
        };
    }

    static Map<String, Object> texts(Map<?, ?> entries, UnaryOperator<String> change) {
        var changed = new LinkedHashMap<String, Object>();
        entries.forEach((name, item) -> changed.put(String.valueOf(name), texts(item, change)));
        return changed;
    }
}
