package dev.setpoint.schemas;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rewrites a schema for editors: wherever it admits a value it also admits an expression that makes
 * one, outputs are gone, and messages are under the name that language servers know.
 *
 * @param owner the type whose {@code $defs} local references mean
 */
record Admitting(String owner) {

    private static final String EXPRESSION = "\\$\\{";
    private static final Set<String> ANNOTATIONS =
            Set.of("$id", "$schema", "title", "description", "default", "examples", "$ref", "doNotSuggest");
    private static final List<String> OF_TEXT = List.of("const", "enum", "pattern", "not", "minLength", "maxLength");

    /** Without our keywords, but otherwise as it was: for places where an expression has no meaning. */
    static ObjectNode plain(ObjectNode schema) {
        var copy = SchemaFolder.JSON.createObjectNode();
        schema.properties().forEach(member -> {
            var name = member.getKey().equals("x-message") ? "errorMessage" : member.getKey();
            if (!name.startsWith("x-")) {
                copy.set(name, plain(member.getValue()));
            }
        });
        return copy;
    }

    private static JsonNode plain(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> plain(object);
            case ArrayNode array -> {
                var copy = SchemaFolder.JSON.createArrayNode();
                array.forEach(item -> copy.add(plain(item)));
                yield copy;
            }
            default -> value;
        };
    }

    ObjectNode expressions(ObjectNode schema) {
        if (schema.path("not").isObject() && schema.path("not").isEmpty()) {
            return never(schema);
        }
        var copy = SchemaFolder.JSON.createObjectNode();
        schema.properties().forEach(member -> put(copy, member.getKey(), member.getValue()));
        copy.remove(List.of("$id", "$schema", "title"));
        return switch (kind(copy)) {
            case "object", "array" -> orText(copy);
            case "string" -> copy.has("enum") || copy.has("const") ? orExpression(copy) : unlessExpression(copy);
            case "boolean", "integer", "number" -> orExpression(copy);
            case "" -> unlessExpression(copy);
            default -> copy;
        };
    }

    private void put(ObjectNode copy, String keyword, JsonNode value) {
        switch (keyword) {
            case "properties" -> copy.set(keyword, members((ObjectNode) value));
            case "items", "additionalProperties", "then", "else" -> copy.set(keyword, part(value));
            case "allOf" -> {
                var all = copy.putArray(keyword);
                value.forEach(item -> all.add(part(item)));
            }
            case "$ref" -> copy.put(keyword, value.stringValue().replace("#/$defs/", "#/$defs/" + owner + "."));
            case "x-message" -> copy.set("errorMessage", value);
            case "if", "contains", "propertyNames" -> copy.set(keyword, plain((ObjectNode) value));
            default -> {
                if (!keyword.startsWith("x-") && !keyword.equals("writeOnly")) {
                    copy.set(keyword, value);
                }
            }
        }
    }

    private ObjectNode members(ObjectNode properties) {
        var copy = SchemaFolder.JSON.createObjectNode();
        properties.properties().forEach(member -> {
            if (!member.getValue().path("readOnly").asBoolean(false)) {
                copy.set(member.getKey(), part(member.getValue()));
            }
        });
        return copy;
    }

    private JsonNode part(JsonNode value) {
        return value instanceof ObjectNode schema ? expressions(schema) : value;
    }

    private static String kind(ObjectNode schema) {
        var type = schema.path("type");
        return type.isArray() ? "several" : type.asString("");
    }

    /** Nothing fits. Spelt so that a language server shows the message instead of its own. */
    private static ObjectNode never(ObjectNode schema) {
        return SchemaFolder.JSON
                .createObjectNode()
                .put("type", "string")
                .put("pattern", "$.^")
                .put("doNotSuggest", true)
                .put("errorMessage", schema.path("x-message").asString("This is not allowed here."));
    }

    /** Maps and lists keep their keywords, which texts pass by, so that completion still finds them. */
    private static ObjectNode orText(ObjectNode schema) {
        var type = schema.get("type");
        schema.putArray("type").add(type).add("string");
        var text = all(schema).addObject();
        text.putObject("if").put("type", "string");
        var what = type.stringValue().equals("array") ? "list" : "map";
        text.putObject("then")
                .put("pattern", EXPRESSION)
                .put("errorMessage", "A " + what + " is needed here, or one expression that makes it: ${…}.");
        return schema;
    }

    private static ObjectNode orExpression(ObjectNode schema) {
        var literal = SchemaFolder.JSON.createObjectNode();
        for (var keyword : List.copyOf(schema.propertyNames())) {
            if (!ANNOTATIONS.contains(keyword)) {
                literal.set(keyword, schema.remove(keyword));
            }
        }
        var choice = schema.putArray("anyOf").add(literal);
        choice.addObject().put("type", "string").put("pattern", EXPRESSION);
        return schema;
    }

    private static ObjectNode unlessExpression(ObjectNode schema) {
        var literal = SchemaFolder.JSON.createObjectNode();
        for (var keyword : OF_TEXT) {
            if (schema.has(keyword)) {
                literal.set(keyword, schema.remove(keyword));
            }
        }
        if (!literal.isEmpty()) {
            if (schema.has("errorMessage")) {
                literal.set("errorMessage", schema.remove("errorMessage"));
            }
            var rule = all(schema).addObject();
            rule.putObject("if").put("type", "string").put("pattern", EXPRESSION);
            rule.set("else", literal);
        }
        return schema;
    }

    private static ArrayNode all(ObjectNode schema) {
        return schema.get("allOf") instanceof ArrayNode rules ? rules : schema.putArray("allOf");
    }
}
