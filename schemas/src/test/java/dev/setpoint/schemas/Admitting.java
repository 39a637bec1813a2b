package dev.setpoint.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rewrites a schema for editors: wherever it admits a value it also admits an expression that makes
 * one, what may be left out may be null, outputs are gone, and messages are under the name that language servers know.
 *
 * @param owner the type whose {@code $defs} local references mean
 */
record Admitting(String owner) {

    private static final String EXPRESSION = "\\$\\{";
    private static final Set<String> ANNOTATIONS =
            Set.of("$id", "$schema", "title", "description", "default", "examples", "$ref", "doNotSuggest");
    private static final List<String> OF_TEXT = List.of("const", "enum", "pattern", "not", "minLength", "maxLength");

    /** Keywords that may rule out null, whatever else they say. */
    private static final List<String> RULES =
            List.of("const", "enum", "not", "allOf", "anyOf", "oneOf", "if", "then", "else", "$ref");

    /** Removes our keywords and nothing else: for places where an expression has no meaning. */
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
        if (isNever(schema)) {
            return never(schema);
        }
        var copy = SchemaFolder.JSON.createObjectNode();
        schema.properties().forEach(member -> put(copy, member.getKey(), member.getValue()));
        if (copy.get("properties") instanceof ObjectNode members) {
            nullable(members, (ObjectNode) schema.get("properties"), required(schema));
        }
        dependencies(copy);
        copy.remove(List.of("$id", "$schema", "title"));
        return switch (kind(copy)) {
            case "object", "array" -> orText(copy);
            case "string" -> copy.has("enum") || copy.has("const") ? orExpression(copy) : unlessExpression(copy);
            case "boolean", "integer", "number" -> orExpression(copy);
            case "" -> unlessExpression(copy);
            case "several" -> hasText(copy) ? copy : orText(copy);
            default -> copy;
        };
    }

    private void put(ObjectNode copy, String keyword, JsonNode value) {
        switch (keyword) {
            case "properties" -> copy.set(keyword, members((ObjectNode) value));
            case "items", "additionalProperties" ->
                copy.set(keyword, value instanceof ObjectNode schema ? orNull(expressions(schema), schema) : value);
            case "then", "else" -> copy.set(keyword, part(value));
            case "allOf" -> {
                var all = copy.putArray(keyword);
                value.forEach(item -> all.add(part(item)));
            }
            case "$ref" -> copy.put(keyword, reference(value.stringValue()));
            case "x-message" -> copy.set("errorMessage", value);
            case "if", "not" -> copy.set(keyword, present(plain((ObjectNode) value)));
            case "anyOf", "oneOf" -> copy.set(keyword, choices((ArrayNode) value));
            case "contains", "propertyNames" -> copy.set(keyword, plain((ObjectNode) value));
            default -> {
                if (!keyword.startsWith("x-") && !keyword.equals("writeOnly")) {
                    copy.set(keyword, value);
                }
            }
        }
    }

    /** Alternatives that only require properties: each must be there and not be null. */
    private static ArrayNode choices(ArrayNode alternatives) {
        var copy = SchemaFolder.JSON.createArrayNode();
        alternatives.forEach(alternative -> copy.add(
                alternative.size() == 1 && alternative.has("required")
                        ? present(plain((ObjectNode) alternative))
                        : alternative));
        return copy;
    }

    private String reference(String target) {
        var end = target.indexOf('#');
        var holder = end > 0 ? target.substring(SharedDefinitions.SHARED.length(), end) : owner;
        return "#/$defs/" + holder + "." + target.substring(target.lastIndexOf('/') + 1);
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

    private static Set<String> required(ObjectNode schema) {
        var names = new TreeSet<String>();
        schema.path("required").forEach(name -> names.add(name.asString()));
        return names;
    }

    /** Lets properties that may be left out be null. */
    private static void nullable(ObjectNode members, ObjectNode written, Set<String> required) {
        for (var name : List.copyOf(members.propertyNames())) {
            if (!required.contains(name) && members.get(name) instanceof ObjectNode member) {
                members.set(name, orNull(member, (ObjectNode) written.get(name)));
            }
        }
    }

    /** @param written the schema before it admitted anything more */
    private static ObjectNode orNull(ObjectNode schema, ObjectNode written) {
        if (schema.has("type")) {
            var type = schema.get("type");
            var types = type instanceof ArrayNode several
                    ? several
                    : schema.putArray("type").add(type);
            types.add("null");
            return isNever(written) || RULES.stream().noneMatch(written::has) ? schema : unlessNull(schema);
        }
        if (schema.get("anyOf") instanceof ArrayNode choice
                && RULES.stream().filter(schema::has).count() == 1) {
            choice.addObject().put("type", "null");
            return schema;
        }
        return eitherNull(schema);
    }

    /** Its rules say nothing of null. Its type and its members stay in their place, where completion finds them. */
    private static ObjectNode unlessNull(ObjectNode schema) {
        var rules = SchemaFolder.JSON.createObjectNode();
        for (var keyword : RULES) {
            if (schema.has(keyword)) {
                rules.set(keyword, schema.remove(keyword));
            }
        }
        var rule = all(schema).addObject();
        rule.putObject("if").put("type", "null");
        rule.set("else", rules);
        return schema;
    }

    private static ObjectNode eitherNull(ObjectNode schema) {
        var either = SchemaFolder.JSON.createObjectNode();
        for (var keyword : List.of("description", "default", "examples", "doNotSuggest")) {
            if (schema.has(keyword)) {
                either.set(keyword, schema.remove(keyword));
            }
        }
        either.putArray("anyOf").add(schema).addObject().put("type", "null");
        return either;
    }

    /** A condition that something is there: null is absent. A language server offers none of its members. */
    private static ObjectNode present(ObjectNode condition) {
        if (condition.get("properties") instanceof ObjectNode members) {
            nullable(members, members.deepCopy(), required(condition));
        }
        for (var name : required(condition)) {
            var members =
                    condition.get("properties") instanceof ObjectNode there ? there : condition.putObject("properties");
            if (members.get(name) instanceof ObjectNode member) {
                all(member).addObject().putObject("not").put("type", "null");
            } else {
                members.putObject(name).putObject("not").put("type", "null");
            }
        }
        condition.path("properties").forEach(member -> quiet(member));
        for (var keyword : List.of("allOf", "anyOf", "oneOf")) {
            condition.path(keyword).forEach(part -> present((ObjectNode) part));
        }
        if (condition.get("not") instanceof ObjectNode inner) {
            present(inner);
        }
        return condition;
    }

    private static void quiet(JsonNode member) {
        if (member instanceof ObjectNode schema) {
            schema.put("doNotSuggest", true);
        }
    }

    /** Requires a property that another one needs only where that one is not null. */
    private static void dependencies(ObjectNode copy) {
        if (copy.remove("dependentRequired") instanceof ObjectNode needs) {
            needs.properties().forEach(need -> {
                var rule = all(copy).addObject();
                rule.putObject("if").putArray("required").add(need.getKey());
                present((ObjectNode) rule.get("if"));
                rule.putObject("then").set("required", need.getValue());
            });
        }
    }

    private JsonNode part(JsonNode value) {
        return value instanceof ObjectNode schema ? expressions(schema) : value;
    }

    private static String kind(ObjectNode schema) {
        var type = schema.path("type");
        return type.isArray() ? "several" : type.asString("");
    }

    private static boolean isNever(ObjectNode schema) {
        return schema.path("not").isObject() && schema.path("not").isEmpty();
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
        var types = types(schema);
        var admitted = schema.putArray("type");
        types.forEach(admitted::add);
        admitted.add("string");
        var text = all(schema).addObject();
        text.putObject("if").put("type", "string");
        var what = types.contains("object") ? types.contains("array") ? "list or a map" : "map" : "list";
        text.putObject("then")
                .put("pattern", EXPRESSION)
                .put("errorMessage", "A " + what + " is needed here, or one expression that makes it: ${…}.");
        return schema;
    }

    private static boolean hasText(ObjectNode schema) {
        return types(schema).contains("string");
    }

    private static List<String> types(ObjectNode schema) {
        var types = new ArrayList<String>();
        if (schema.get("type") instanceof ArrayNode several) {
            several.forEach(type -> types.add(type.stringValue()));
        } else {
            types.add(schema.path("type").asString());
        }
        return types;
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
