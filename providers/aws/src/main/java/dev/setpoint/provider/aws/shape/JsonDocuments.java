package dev.setpoint.provider.aws.shape;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;

/** JSON that AWS keeps as a text and a spec may write as YAML. */
public final class JsonDocuments {

    private JsonDocuments() {}

    /** @param document a map, or a text that is sent as it stands */
    public static String text(Value document) {
        var revealed = document.revealedDeep();
        return revealed instanceof Value.Str(var text) ? text : Json.compact(revealed);
    }

    /** Parses a text that AWS returned; text that is no JSON stays text, and an empty text is an empty map. */
    public static Value parse(String text) {
        if (text.isBlank()) {
            return Value.Map.EMPTY;
        }
        try {
            return Json.read(text);
        } catch (IllegalArgumentException e) {
            // An older document may be anything; the differ then shows the text as it is.
            return Value.of(text);
        }
    }
}
