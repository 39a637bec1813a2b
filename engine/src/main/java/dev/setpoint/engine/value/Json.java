package dev.setpoint.engine.value;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * JSON text to {@link Value} and back, by streaming: no data binding, so that it costs nothing at start-up.
 * Values for which JSON has no word are maps with one reserved key: {@code {"$unknown": "key.arn"}},
 * {@code {"$unknownOrAbsent": "…"}} and {@code {"$redacted": "sha256:…"}}. A {@link Value.Secret} is never written: redact it first.
 */
public final class Json {

    private static final String UNKNOWN = "$unknown";
    private static final String UNKNOWN_OR_ABSENT = "$unknownOrAbsent";
    private static final String REDACTED = "$redacted";
    private static final String ENDS_EARLY = "The text ends too early";
    private static final String TOO_DEEP = "It is nested too deeply";
    private static final Pattern PLACE = Pattern.compile(" at line \\d+, column \\d+$");
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** @throws IllegalArgumentException when the text is not one JSON value; its message says where */
    public static Value read(String text) {
        return read(text, true);
    }

    /**
     * The value of a text that others have written: no key of it has a meaning of ours.
     *
     * @throws IllegalArgumentException when the text is not one JSON value; its message says where
     */
    public static Value foreign(String text) {
        return read(text, false);
    }

    /** @param reserved whether a map with a reserved key stands for what JSON has no word for */
    private static Value read(String text, boolean reserved) {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            var value = value(parser, reserved);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("Something follows the end of the JSON value");
            }
            return value;
        } catch (JacksonException e) {
            // What is nested too deeply has no place.
            var place = Optional.ofNullable(e.getLocation())
                    .map(at -> " at line " + at.getLineNr() + ", column " + at.getColumnNr())
                    .orElse("");
            throw new IllegalArgumentException(sentence(e.getOriginalMessage()) + place, e);
        }
    }

    /**
     * The value of a text that is kept somewhere, or of whatever has taken its place: the message quotes nothing of it.
     *
     * @throws IllegalArgumentException when the text is not one JSON value; its message says where
     */
    public static Value kept(String text) {
        try {
            return read(text);
        } catch (IllegalArgumentException e) {
            var message = String.valueOf(e.getMessage());
            var place = PLACE.matcher(message);
            throw new IllegalArgumentException(Stream.of(ENDS_EARLY, TOO_DEEP)
                            .filter(message::startsWith)
                            .findFirst()
                            .orElse("It is not JSON")
                    + (place.find() ? place.group() : ""));
        }
    }

    /** The library speaks of its own settings and of where the object that is not closed began. */
    private static String sentence(String message) {
        if (message.startsWith("Document nesting depth")) {
            return TOO_DEEP;
        }
        return message.startsWith("Unexpected end-of-input")
                ? ENDS_EARLY
                : message.replaceFirst("Unexpected character \\('(.)' \\(code \\d+\\)\\)", "Unexpected `$1`")
                        .replaceFirst(
                                ": (was expecting \\(JSON|expected a valid value) .*| \\(start marker.*| \\(for .*|"
                                        + " \\(StreamReadConstraints.*",
                                "");
    }

    /** On one line, members in their own order. */
    public static String compact(Value value) {
        return write(value, false, false);
    }

    /** On one line, members sorted: equal values give equal text. */
    public static String canonical(Value value) {
        return write(value, true, false);
    }

    /** Indented by two, members in their own order. */
    public static String pretty(Value value) {
        return write(value, false, true);
    }

    /** Indented by two, members sorted: equal values give equal text, and texts compare line by line. */
    public static String prettySorted(Value value) {
        return write(value, true, true);
    }

    private static String write(Value value, boolean sorted, boolean indented) {
        var text = new StringWriter();
        var indenter = new DefaultIndenter("  ", "\n");
        var context = indented
                ? new ObjectWriteContext.Base() {
                    @Override
                    public DefaultPrettyPrinter getPrettyPrinter() {
                        return new DefaultPrettyPrinter()
                                .withObjectIndenter(indenter)
                                .withArrayIndenter(indenter);
                    }

                    @Override
                    public boolean hasPrettyPrinter() {
                        return true;
                    }
                }
                : ObjectWriteContext.empty();
        try (var generator = FACTORY.createGenerator(context, text)) {
            write(value, sorted, generator);
        }
        return text.toString();
    }

    private static void write(Value value, boolean sorted, JsonGenerator out) {
        switch (value) {
            case Value.Null _ -> out.writeNull();
            case Value.Bool(var b) -> out.writeBoolean(b);
            case Value.Num(var n) ->
                out.writeRawValue(n.scale() <= 0 && n.precision() - n.scale() < 30 ? n.toPlainString() : n.toString());
            case Value.Str(var s) -> out.writeString(s);
            case Value.List(var items) -> {
                out.writeStartArray();
                items.forEach(item -> write(item, sorted, out));
                out.writeEndArray();
            }
            case Value.Map(var entries) -> {
                out.writeStartObject();
                (sorted ? new TreeMap<>(entries) : entries).forEach((name, item) -> {
                    out.writeName(name);
                    write(item, sorted, out);
                });
                out.writeEndObject();
            }
            case Value.Unknown(var reference, var mayBeAbsent) ->
                reserved(mayBeAbsent ? UNKNOWN_OR_ABSENT : UNKNOWN, reference, out);
            case Value.Redacted(var digest) -> reserved(REDACTED, digest, out);
            case Value.Secret _ ->
                throw new IllegalArgumentException("A secret must be redacted before it is written.");
        }
    }

    private static void reserved(String key, String text, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty(key, text);
        out.writeEndObject();
    }

    private static Value value(JsonParser parser, boolean reserved) {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> Value.Null.VALUE;
            case VALUE_TRUE -> Value.of(true);
            case VALUE_FALSE -> Value.of(false);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Value.Num(parser.getDecimalValue());
            case VALUE_STRING -> Value.of(parser.getString());
            case START_ARRAY -> {
                var items = new ArrayList<Value>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser, reserved));
                }
                yield new Value.List(items);
            }
            case START_OBJECT -> map(parser, reserved);
            case null, default -> throw new IllegalArgumentException("There is no JSON value");
        };
    }

    private static Value map(JsonParser parser, boolean reserved) {
        var entries = new LinkedHashMap<String, Value>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            entries.put(name, value(parser, reserved));
        }
        if (reserved && entries.size() == 1) {
            if (entries.get(UNKNOWN) instanceof Value.Str(var reference)) {
                return new Value.Unknown(reference);
            }
            if (entries.get(UNKNOWN_OR_ABSENT) instanceof Value.Str(var reference)) {
                return new Value.Unknown(reference, true);
            }
            if (entries.get(REDACTED) instanceof Value.Str(var digest)) {
                return new Value.Redacted(digest);
            }
        }
        return new Value.Map(entries);
    }
}
