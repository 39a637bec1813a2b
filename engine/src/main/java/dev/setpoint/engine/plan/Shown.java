package dev.setpoint.engine.plan;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.util.Optional;

/** Values as sentences quote them; secrets masked. */
final class Shown {

    private Shown() {}

    static String value(Optional<Value> value) {
        return value.map(v -> switch (v) {
                    case Value.Str(var text) -> "`" + text + "`";
                    case Value.Secret _, Value.Redacted _ -> "a secret";
                    case Value.Unknown(var reference) -> "`${" + reference + "}` (known after apply)";
                    default -> "`" + plain(value) + "`";
                })
                .orElse("not set");
    }

    /** The second of two values in one sentence: two secrets must not read as one. */
    static String other(Optional<Value> first, Optional<Value> second) {
        var text = value(second);
        return text.equals(value(first)) ? text.replaceFirst("^a secret$", "another secret") : text;
    }

    /** Without quotes. */
    static String plain(Optional<Value> value) {
        return value.map(Json::compact).orElse("none");
    }
}
