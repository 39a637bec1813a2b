package dev.setpoint.engine.value;

import dev.setpoint.engine.value.PropertyPath.Step;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The place of a value in a text of JSON. */
public final class JsonCursor {

    private static final JsonFactory FACTORY = new JsonFactory();

    /**
     * @param line from 1
     * @param column from 1
     * @param length of the value where it is on one line; 1 of a map or a list
     */
    public record Place(int line, int column, int length) {}

    private final JsonParser parser;
    private Optional<Place> last = Optional.empty();

    private JsonCursor(JsonParser parser) {
        this.parser = parser;
    }

    /** The value at the path, or the nearest one around it; empty when the text is no JSON up to there. */
    public static Optional<Place> find(String text, PropertyPath path) {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            var cursor = new JsonCursor(parser);
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            cursor.note();
            for (var step : path.steps()) {
                if (!cursor.enter(step)) {
                    break;
                }
                cursor.note();
            }
            return cursor.last;
        } catch (JacksonException noJson) {
            return Optional.empty();
        }
    }

    /** Moves from the beginning of a map or list to the beginning of the value one step further. */
    private boolean enter(Step step) {
        return switch (step) {
            case Step.Name(var name) when parser.currentToken() == JsonToken.START_OBJECT -> member(name);
            case Step.Index(var index) when parser.currentToken() == JsonToken.START_ARRAY -> element(index);
            default -> false;
        };
    }

    private boolean member(String name) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var found = parser.currentName().equals(name);
            parser.nextToken();
            if (found) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private boolean element(int index) {
        for (var i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            if (i == index) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private void note() {
        var start = parser.currentTokenLocation();
        var scalar = parser.currentToken().isScalarValue();
        var length = 1;
        if (scalar) {
            parser.getString();
            var end = parser.currentLocation();
            length = end.getLineNr() == start.getLineNr() ? Math.max(1, end.getColumnNr() - start.getColumnNr()) : 1;
        }
        last = Optional.of(new Place(start.getLineNr(), start.getColumnNr(), length));
    }
}
