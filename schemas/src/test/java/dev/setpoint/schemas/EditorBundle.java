package dev.setpoint.schemas;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schemas that editors use. That of stacks is the stack file's grammar, with the properties of every type by
 * if/then on {@code type}, the settings of every provider and backend, and the keys of the state. The grammar and the
 * types stay the source.
 */
final class EditorBundle {

    private static final List<String> PROVIDERS = List.of("aws", "core");
    private static final List<String> BACKENDS = List.of("s3");

    private final ObjectNode bundle;
    private final ObjectNode definitions;

    private EditorBundle(String grammar) {
        this.bundle = Admitting.plain(SchemaFolder.schema(grammar));
        this.definitions =
                bundle.get("$defs") instanceof ObjectNode present ? present : SchemaFolder.JSON.createObjectNode();
    }

    /** The schema of the files of environments: their grammar, with the settings of every backend. */
    static ObjectNode environment() {
        var bundle = new EditorBundle("environment-file.schema.json");
        bundle.describe("urn:setpoint:environment");
        bundle.addBackends();
        bundle.bundle.set("$defs", bundle.definitions);
        return bundle.bundle;
    }

    static ObjectNode build() {
        var bundle = new EditorBundle("stack-file.schema.json");
        bundle.describe("urn:setpoint:stack");
        bundle.addProviders();
        bundle.addBackends();
        bundle.addEncryption();
        bundle.addLike();
        bundle.addTypes("resource", "types", "");
        bundle.addTypes("data", "data", "data.");
        bundle.addShared();
        return bundle.bundle;
    }

    private void describe(String id) {
        bundle.put("$id", id);
        bundle.put("$comment", "Generated from the other schemas beside and below it. Do not edit.");
    }

    /** Adds the definitions that the types still share. */
    private void addShared() {
        var text = bundle.toString();
        for (var file : SharedDefinitions.files()) {
            if (text.contains("\"#/$defs/" + file + ".")) {
                SharedDefinitions.file(file)
                        .get("$defs")
                        .properties()
                        .forEach(part ->
                                definitions.set(file + "." + part.getKey(), new Admitting(file).expressions((ObjectNode)
                                                part.getValue())));
            }
        }
    }

    /** Adds the settings of providers, which a stack has; a module only names configurations. */
    private void addProviders() {
        var stack = (ObjectNode) bundle.at("/else");
        var settings = stack.putObject("properties").putObject("providers").putObject("patternProperties");
        for (var name : PROVIDERS) {
            var definition = "provider." + name;
            settings.putObject("^" + name + "(\\.|$)").put("$ref", "#/$defs/" + definition);
            define(definition, SharedDefinitions.merged(SchemaFolder.schema("providers/" + name + ".schema.json")));
        }
    }

    private void addBackends() {
        var backend = (ObjectNode) bundle.at("/properties/backend");
        backend.put("additionalProperties", false);
        var settings = backend.putObject("properties");
        for (var name : BACKENDS) {
            var definition = "backend." + name;
            settings.putObject(name).put("$ref", "#/$defs/" + definition);
            define(definition, SchemaFolder.schema("backends/" + name + ".schema.json"));
        }
    }

    /** Editors complete the whole name of a property; the grammar's pattern completes nothing. */
    private void addLike() {
        var like = (ObjectNode) definitions.at("/input/properties/like");
        like.remove("pattern");
        like.set("enum", LikePaths.all());
    }

    private void addEncryption() {
        var encryption = (ObjectNode) bundle.at("/properties/encryption");
        encryption.put("$ref", "#/$defs/encryption");
        define("encryption", SchemaFolder.schema("encryption.schema.json"));
    }

    /**
     * @param kind the definition in the grammar
     * @param folder where its types are
     * @param prefix of the names of their definitions: a data source may have the name of a resource type
     */
    private void addTypes(String kind, String folder, String prefix) {
        var block = (ObjectNode) definitions.get(kind);
        var names = SchemaFolder.JSON.createArrayNode();
        var choices = block.putArray("allOf");
        for (var name : SchemaFolder.names(folder)) {
            var type = SharedDefinitions.merged(SchemaFolder.schema(folder + "/" + name + ".schema.json"));
            ReferenceSentences.describe(type);
            names.add(name);
            define(prefix + name, type);
            choices.add(choice(name, prefix + name, type));
        }
        var typeName = (ObjectNode) block.at("/properties/type");
        typeName.remove("$ref");
        typeName.put("type", "string").set("enum", names);
    }

    private static ObjectNode choice(String name, String definition, ObjectNode type) {
        var choice = SchemaFolder.JSON.createObjectNode();
        var condition = choice.putObject("if");
        // Not const: while completing, language servers take the beginning of a constant for the whole.
        condition.putObject("properties").putObject("type").put("pattern", "^" + name.replace(".", "\\.") + "$");
        condition.putArray("required").add("type");
        var then = choice.putObject("then");
        then.putObject("properties").putObject("properties").put("$ref", "#/$defs/" + definition);
        if (type.has("required")) {
            then.putArray("required").add("properties");
        }
        return choice;
    }

    private void define(String name, ObjectNode schema) {
        var inner = schema.remove("$defs");
        definitions.set(name, new Admitting(name).expressions(schema));
        if (inner instanceof ObjectNode parts) {
            parts.properties()
                    .forEach(part -> definitions.set(
                            name + "." + part.getKey(), new Admitting(name).expressions((ObjectNode) part.getValue())));
        }
    }
}
