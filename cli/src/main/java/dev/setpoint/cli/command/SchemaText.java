package dev.setpoint.cli.command;

import dev.setpoint.engine.schema.ObjectReference;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.JsonCursor;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Text of a schema file for a person: the description of each property that names an object, or whose elements do,
 * ends with a sentence about the object, as in the schema for editors.
 */
final class SchemaText {

    private static final String DESCRIPTION = "description";

    private final List<String> lines;

    private SchemaText(String text) {
        this.lines = new ArrayList<>(text.lines().toList());
    }

    static String described(String text) {
        var sentences = new LinkedHashMap<PropertyPath, String>();
        find(Json.read(text), PropertyPath.ROOT, sentences);
        var described = new SchemaText(text);
        sentences.forEach(described::add);
        return described.text();
    }

    private static void find(Value value, PropertyPath path, Map<PropertyPath, String> sentences) {
        switch (value) {
            case Value.Map part -> {
                reference(part)
                        .filter(_ -> part.string(DESCRIPTION).isPresent())
                        .ifPresent(reference -> sentences.put(path.name(DESCRIPTION), reference.sentence()));
                part.entries().forEach((name, inner) -> find(inner, path.name(name), sentences));
            }
            case Value.List(var items) -> {
                for (var i = 0; i < items.size(); i++) {
                    find(items.get(i), path.index(i), sentences);
                }
            }
            default -> {}
        }
    }

    private static Optional<ObjectReference> reference(Value.Map part) {
        return Stream.of(part, part.map("items"))
                .filter(holder -> holder.get(ObjectReference.KEYWORD).orElse(Value.Null.VALUE) instanceof Value.Map)
                .map(holder -> ObjectReference.read(PropertyPath.ROOT, holder.map(ObjectReference.KEYWORD)))
                .findFirst();
    }

    /** Inserts the sentence before the closing quote of the text at the path. */
    private void add(PropertyPath path, String sentence) {
        JsonCursor.find(text(), path).ifPresent(place -> {
            var line = lines.get(place.line() - 1);
            var end = place.column() - 1 + place.length() - 1;
            lines.set(place.line() - 1, line.substring(0, end) + " " + sentence + line.substring(end));
        });
    }

    private String text() {
        return String.join("\n", lines);
    }
}
