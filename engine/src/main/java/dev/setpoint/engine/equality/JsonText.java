package dev.setpoint.engine.equality;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;

/** JSON given as text, or already parsed. */
final class JsonText {

    private JsonText() {}

    static boolean same(Value one, Value other) {
        return one.equals(other) || parsed(one).equals(parsed(other));
    }

    /** What the text holds; the value itself when it is no text, or no JSON: then only its own like equals it. */
    static Value parsed(Value value) {
        if (!(value instanceof Value.Str(var text))) {
            return value;
        }
        try {
            return Json.read(text);
        } catch (IllegalArgumentException notJson) {
            return value;
        }
    }
}
