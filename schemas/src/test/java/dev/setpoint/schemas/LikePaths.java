package dev.setpoint.schemas;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Names of the properties that a declaration of an input may be {@code like}: {@code aws.s3.bucket#lifecycle.rules[]}. */
final class LikePaths {

    private static final String LOCAL = "#/$defs/";

    private final JsonNode definitions;
    private final List<String> paths = new ArrayList<>();

    private LikePaths(JsonNode definitions) {
        this.definitions = definitions;
    }

    /** All names of all resource types, by type and in the order of their schemas. */
    static ArrayNode all() {
        var all = SchemaFolder.JSON.createArrayNode();
        for (var name : SchemaFolder.names("types")) {
            of(name, SharedDefinitions.whole(SchemaFolder.schema("types/" + name + ".schema.json")))
                    .forEach(all::add);
        }
        return all;
    }

    private static List<String> of(String type, ObjectNode schema) {
        var paths = new LikePaths(schema.path("$defs"));
        paths.members(type + "#", schema, Set.of());
        return paths.paths;
    }

    /** An input is given by a spec, so outputs are left out. */
    private void members(String prefix, JsonNode schema, Set<String> open) {
        branch(schema, "object").path("properties").properties().forEach(member -> {
            if (!member.getValue().path("readOnly").asBoolean(false)) {
                part(prefix + member.getKey(), member.getValue(), open);
            }
        });
    }

    private void part(String path, JsonNode written, Set<String> open) {
        var reference = written.path("$ref").asString("");
        if (open.contains(reference)) {
            return;
        }
        var inside = new HashSet<>(open);
        if (!reference.isEmpty()) {
            inside.add(reference);
        }
        var schema = referred(written);
        paths.add(path);
        members(path + ".", schema, inside);
        var list = branch(schema, "array");
        var element = list.has("items") ? list.get("items") : list.path("additionalProperties");
        if (element.isObject()) {
            part(path + "[]", element, inside);
        }
    }

    private JsonNode referred(JsonNode written) {
        var reference = written.path("$ref").asString("");
        return reference.startsWith(LOCAL) ? definitions.path(reference.substring(LOCAL.length())) : written;
    }

    /** The schema of a value of this type, where that is a branch of a schema for several types. */
    private ObjectNode branch(JsonNode schema, String type) {
        var whole = SchemaFolder.JSON.createObjectNode();
        for (var part : schema.path("allOf")) {
            whole.setAll(branch(referred(part), type));
        }
        schema.properties().forEach(member -> whole.set(member.getKey(), member.getValue()));
        if (whole.path("if").path("type").asString("").equals(type)
                && referred(whole.path("then")) instanceof ObjectNode then) {
            whole.setAll(then);
        }
        return whole;
    }
}
