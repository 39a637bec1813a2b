package dev.setpoint.engine.value;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.stream.IntStream;

/** Values as sentences quote them: secrets masked, what is known after apply as the expression that gives it. */
public final class DisplayedValue {

    private static final String SECRET = "a secret";
    private static final String LATER = " (known after apply)";

    private DisplayedValue() {}

    public static String value(Optional<Value> value) {
        return value.map(DisplayedValue::value).orElse("not set");
    }

    public static String value(Value value) {
        return switch (value) {
            case Value.Secret _, Value.Redacted _ -> SECRET;
            default -> "`" + text(value) + "`" + (value.isKnown() ? "" : LATER);
        };
    }

    /** Returns the first of two values for one sentence. If the second value is secret, the first is not shown. */
    public static String first(Optional<Value> first, Optional<Value> second) {
        if (second.filter(DisplayedValue::isSecret).isPresent()
                && !first.filter(DisplayedValue::isSecret).isPresent()) {
            return first.isPresent() ? "a value that is secret now" : value(first);
        }
        return value(first.map(value -> masked(value, second)));
    }

    private static boolean isSecret(Value value) {
        return value instanceof Value.Secret || value instanceof Value.Redacted;
    }

    /** The value with a secret wherever the other has one. */
    private static Value masked(Value value, Optional<Value> other) {
        if (other.isEmpty() || !other.get().holdsSecret()) {
            return value;
        }
        return switch (value) {
            case Value.Map(var entries)
            when other.get() instanceof Value.Map secrets -> {
                var result = new LinkedHashMap<>(entries);
                result.replaceAll((name, member) -> masked(member, secrets.get(name)));
                yield new Value.Map(result);
            }
            case Value.List(var items)
            when other.get() instanceof Value.List(var secrets) && secrets.size() == items.size() ->
                new Value.List(IntStream.range(0, items.size())
                        .mapToObj(i -> masked(items.get(i), Optional.of(secrets.get(i))))
                        .toList());
            default -> new Value.Secret(value);
        };
    }

    /**
     * Returns the second of two different values for one sentence, worded differently from the first even if secrets
     * are masked.
     */
    public static String other(Optional<Value> first, Optional<Value> second) {
        var text = value(second);
        return text.equals(first(first, second)) ? "another " + (text.equals(SECRET) ? "secret" : "value") : text;
    }

    /** Without quotes. */
    public static String plain(Optional<Value> value) {
        return value.map(DisplayedValue::text).orElse("none");
    }

    /** The expression that an unknown value waits for, as the spec writes it. */
    public static String expression(Value.Unknown value) {
        var reference = value.reference();
        return reference.contains("${") ? reference : "${" + reference + "}";
    }

    private static String text(Value value) {
        var shown = written(value);
        return shown instanceof Value.Str(var text) ? text : Json.compact(shown);
    }

    private static Value written(Value value) {
        return switch (value) {
            case Value.Unknown unknown -> Value.of(expression(unknown));
            case Value.Secret _, Value.Redacted _ -> Value.of("(sensitive)");
            case Value.List _, Value.Map _ -> value.mapChildren(DisplayedValue::written);
            case Value.Null _, Value.Bool _, Value.Num _, Value.Str _ -> value;
        };
    }
}
