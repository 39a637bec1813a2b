package dev.setpoint.cli.render.compare;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.util.Optional;

/** JSON objects and arrays that are the text of a property: policies, dashboards, bodies of S3 objects. */
public final class JsonText {

    private JsonText() {}

    /** Parses a text; empty for a text that is not JSON, or that has a member twice and would lose one. */
    public static Optional<Value> read(String text) {
        var start = text.stripLeading();
        if (!start.startsWith("{") && !start.startsWith("[")) {
            return Optional.empty();
        }
        try {
            var value = Json.read(text);
            return members(value) == colons(text) ? Optional.of(value) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static int members(Value value) {
        return switch (value) {
            case Value.Map(var entries) ->
                entries.size()
                        + entries.values().stream().mapToInt(JsonText::members).sum();
            case Value.List(var items) ->
                items.stream().mapToInt(JsonText::members).sum();
            case Value.Unknown _, Value.Redacted _ -> 1;
            case Value.Null _, Value.Bool _, Value.Num _, Value.Str _, Value.Secret _ -> 0;
        };
    }

    /** Counts colons outside of strings. */
    private static int colons(String text) {
        var colons = 0;
        var quoted = false;
        for (var at = 0; at < text.length(); at++) {
            switch (text.charAt(at)) {
                case '\\' -> at++;
                case '"' -> quoted = !quoted;
                case ':' -> colons += quoted ? 0 : 1;
                default -> {}
            }
        }
        return colons;
    }
}
