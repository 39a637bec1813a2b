package dev.setpoint.engine.value;

import java.util.Optional;

/** Values as sentences quote them: secrets masked, what is known after apply as the expression that gives it. */
public final class Shown {

    private static final String SECRET = "a secret";
    private static final String LATER = " (known after apply)";

    private Shown() {}

    public static String value(Optional<Value> value) {
        return value.map(Shown::value).orElse("not set");
    }

    public static String value(Value value) {
        return switch (value) {
            case Value.Secret _, Value.Redacted _ -> SECRET;
            default -> "`" + text(value) + "`" + (value.isKnown() ? "" : LATER);
        };
    }

    /** The second of two different values in one sentence: those that hold secrets must not read as one. */
    public static String other(Optional<Value> first, Optional<Value> second) {
        var text = value(second);
        return text.equals(value(first)) ? "another " + (text.equals(SECRET) ? "secret" : "value") : text;
    }

    /** Without quotes. */
    public static String plain(Optional<Value> value) {
        return value.map(Shown::text).orElse("none");
    }

    /** What a value that is not known waits for, as the spec writes it. */
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
            case Value.List _, Value.Map _ -> value.mapChildren(Shown::written);
            case Value.Null _, Value.Bool _, Value.Num _, Value.Str _ -> value;
        };
    }
}
