package dev.setpoint.schemas;

import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Walks over the properties of a schema, at every depth. */
final class SchemaMembers {

    private SchemaMembers() {}

    /** Calls back for every member of every {@code properties} in the schema, with all of its properties. */
    static void beside(JsonNode node, BiConsumer<JsonNode, JsonNode> found) {
        node.path("properties").forEach(member -> found.accept(member, node.path("properties")));
        node.forEach(child -> beside(child, found));
    }

    /** Calls back for every member of every {@code properties} in the schema, wherever that is. */
    static void members(JsonNode schema, BiConsumer<String, ObjectNode> found) {
        members("", schema, found);
    }

    private static void members(String path, JsonNode node, BiConsumer<String, ObjectNode> found) {
        if (node.isObject()) {
            node.properties().forEach(child -> members(path + "/" + child.getKey(), child.getValue(), found));
            node.path("properties").properties().forEach(member -> {
                if (member.getValue() instanceof ObjectNode schema) {
                    found.accept(path + "/" + member.getKey(), schema);
                }
            });
        } else if (node.isArray()) {
            node.forEach(item -> members(path, item, found));
        }
    }
}
