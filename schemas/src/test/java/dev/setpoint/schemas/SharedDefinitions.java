package dev.setpoint.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The definitions in {@code defs/} that schemas share, and schemas with a copy of those that they refer to. */
final class SharedDefinitions {

    static final String SHARED = "urn:setpoint:defs:";

    private static final String LOCAL = "#/$defs/";

    private SharedDefinitions() {}

    /** Names of the files in {@code defs/}, without their endings. */
    static List<String> files() {
        try (var files = Files.list(SchemaFolder.ROOT.resolve("defs"))) {
            return files.map(file -> file.getFileName().toString().replace(".schema.json", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode file(String name) {
        return SchemaFolder.schema("defs/" + name + ".schema.json");
    }

    /**
     * The schema with a shared definition written out wherever something stands beside the reference to it, such as the
     * description of a property. An editor then finds all of it in one place.
     */
    static ObjectNode merged(ObjectNode schema) {
        var reference = schema.path("$ref").asString("");
        var isOut = schema.size() > 1 && reference.startsWith(SHARED);
        var merged = isOut ? definition(reference) : SchemaFolder.JSON.createObjectNode();
        schema.properties().forEach(member -> {
            if (!isOut || !member.getKey().equals("$ref")) {
                merged.set(member.getKey(), merged(member.getValue()));
            }
        });
        return merged;
    }

    private static JsonNode merged(JsonNode value) {
        return switch (value) {
            case ObjectNode schema -> merged(schema);
            case ArrayNode items -> {
                var merged = SchemaFolder.JSON.createArrayNode();
                items.forEach(item -> merged.add(merged(item)));
                yield merged;
            }
            default -> value;
        };
    }

    private static ObjectNode definition(String reference) {
        var end = reference.indexOf('#');
        return (ObjectNode) file(reference.substring(SHARED.length(), end)).at(reference.substring(end + 1));
    }

    /** The schema with its references to shared definitions turned into ones to copies of its own. */
    static ObjectNode whole(ObjectNode schema) {
        var whole = schema.deepCopy();
        for (var file : files()) {
            var shared = SHARED + file + LOCAL;
            if (whole.toString().contains(shared)) {
                localize(whole, shared);
                var own = whole.get("$defs") instanceof ObjectNode there ? there : whole.putObject("$defs");
                file(file).get("$defs").properties().forEach(part -> own.set(part.getKey(), part.getValue()));
            }
        }
        return whole;
    }

    private static void localize(JsonNode node, String shared) {
        if (node instanceof ObjectNode object
                && object.path("$ref").asString("").startsWith(shared)) {
            object.put("$ref", LOCAL + object.get("$ref").stringValue().substring(shared.length()));
        }
        node.forEach(child -> localize(child, shared));
    }
}
