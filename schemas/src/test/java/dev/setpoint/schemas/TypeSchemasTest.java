package dev.setpoint.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

class TypeSchemasTest {

    /** Patterns of the ARNs of objects that types of ours make. */
    private static final Pattern NAMES_AN_OBJECT =
            Pattern.compile(":(s3|kms|sns|iam|logs):.*(:::\\.\\+|key/|policy/|role/|log-group:|sns:)");

    private static final List<String> NAMED_EQUALITIES = List.of("kms-key-ref", "arn-or-name");

    /** Properties that are called as the objects that they name. */
    private static final List<String> NAMED = List.of(
            "bucket",
            "s3Bucket",
            "targetBucket",
            "role",
            "roleArn",
            "kmsKey",
            "topic",
            "snsTopic",
            "logGroup",
            "recorder");

    static List<String> types() {
        return SchemaFolder.files();
    }

    @ParameterizedTest
    @ValueSource(strings = {"types", "data"})
    void theIndexListsEveryTypeInOrder(String folder) throws IOException {
        try (var files = Files.list(SchemaFolder.ROOT.resolve(folder))) {
            var names = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".schema.json"))
                    .map(file -> file.replace(".schema.json", ""))
                    .sorted()
                    .toList();
            assertThat(SchemaFolder.names(folder)).isEqualTo(names);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTypeFollowsTheMetaSchema(String name) {
        var type = SchemaFolder.schema(name + ".schema.json");
        assertThat(Validation.problems(SchemaFolder.schema("meta.schema.json"), type))
                .isEmpty();
        var title = name.substring(name.indexOf('/') + 1);
        var data = name.startsWith("data/");
        assertThat(type.get("title").stringValue()).isEqualTo(title);
        assertThat(type.get("$id").stringValue()).isEqualTo("urn:setpoint:" + (data ? "data:" : "type:") + title);
        assertThat(type.get("x-kind").stringValue()).isEqualTo(data ? "data" : "resource");
    }

    /** Keeps an output of a new type from showing a secret that it was computed from. */
    @ParameterizedTest
    @MethodSource("types")
    void everyOutputOfAResourceSaysWhichPropertiesItFollowsFrom(String name) {
        var properties = SchemaFolder.file(name).path("properties");
        properties.properties().forEach(property -> {
            var from = property.getValue().path("x-derivedFrom");
            var output = property.getValue().path("readOnly").asBoolean(false);
            assertThat(from.isArray() || name.startsWith("data/") || !output)
                    .as(property.getKey())
                    .isTrue();
            from.forEach(source -> assertThat(properties.has(source.stringValue()))
                    .as(source.stringValue())
                    .isTrue());
        });
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyMemberSaysWhatItIs(String name) {
        var silent = new ArrayList<String>();
        members(SchemaFolder.file(name), (path, member) -> {
            var teaches = member.has("description") || member.has("$ref") || member.has("not");
            if (!teaches && !path.contains("/allOf") && !path.contains("/if") && !path.contains("/then")) {
                silent.add(path);
            }
        });
        assertThat(silent).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatTheUserSetsIsClosed(String name) {
        var open = new ArrayList<String>();
        members(SchemaFolder.file(name), (path, member) -> {
            if (member.has("properties")
                    && member.path("type").asString("").equals("object")
                    && !member.has("additionalProperties")) {
                open.add(path);
            }
        });
        assertThat(open).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyDefaultIsItselfValid(String name) {
        var type = SchemaFolder.file(name);
        members(type, (path, member) -> {
            if (member.has("default")) {
                var alone = member.deepCopy();
                alone.set("$defs", type.path("$defs"));
                assertThat(Validation.problems(alone, member.get("default")))
                        .as(path)
                        .isEmpty();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("types")
    void requirementsNameTypesAndPropertiesThatExist(String name) {
        for (var requirement : SchemaFolder.file(name).path("x-requires")) {
            var type = requirement.get("type").stringValue();
            assertThat(SchemaFolder.types()).contains(type);
            assertThat(SchemaFolder.type(type).get("properties").propertyNames())
                    .containsAll(requirement.get("where").propertyNames());
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void referencesNameTypesAndPropertiesThatExist(String name) {
        members(SchemaFolder.schema(name + ".schema.json"), (path, member) -> {
            for (var holder : List.of(member, member.path("items"))) {
                var reference = holder.path("x-refersTo");
                var types = reference.path("type");
                var named = types.isString() ? Stream.of(types) : types.valueStream();
                assertThat(SchemaFolder.types())
                        .as(path)
                        .containsAll(named.map(type -> type.asString(""))
                                .filter(type -> !type.isEmpty())
                                .toList());
            }
        });
        beside(SchemaFolder.schema(name + ".schema.json"), (property, siblings) -> {
            var region = property.path("x-refersTo").path("sameRegion");
            assertThat(!region.isString()
                            || siblings.path(region.asString(""))
                                    .path("x-refersTo")
                                    .isObject())
                    .as("sameRegion is true, or a property beside it that names an object")
                    .isTrue();
        });
    }

    /** Makes a plan look for the object, whichever type of resource names it. */
    @ParameterizedTest
    @MethodSource("types")
    void everyPropertyThatNamesAnotherObjectSaysOfWhichType(String name) {
        if (name.startsWith("data/")) {
            return;
        }
        members(SchemaFolder.schema(name + ".schema.json"), (path, member) -> {
            for (var holder : List.of(member, member.path("items"))) {
                if (NAMES_AN_OBJECT.matcher(holder.path("pattern").asString("")).find()
                        || NAMED_EQUALITIES.contains(holder.path("x-equal").asString(""))
                        || (NAMED.contains(path.substring(path.lastIndexOf('/') + 1))
                                && holder.path("type").asString("").equals("string"))) {
                    assertThat(holder.has("x-refersTo")).as(path).isTrue();
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatIsManagedAsAWholeIsNamedByPropertiesThatExist(String name) {
        var type = SchemaFolder.file(name);
        for (var property : type.get("properties")) {
            var held = property.path("x-ownsAll");
            if (held.isObject()) {
                var part = SchemaFolder.type(held.get("type").stringValue());
                assertThat(identity(part)).containsAll(held.get("where").propertyNames());
                assertThat(type.get("properties").propertyNames())
                        .containsAll(held.get("where")
                                .valueStream()
                                .map(JsonNode::stringValue)
                                .toList());
            }
        }
    }

    /** An object's id cannot change; where the spec says it, only a replacement does that. */
    @ParameterizedTest
    @MethodSource("types")
    void anIdentityIsMadeOfWhatNoUpdateChanges(String name) {
        var type = SchemaFolder.file(name);
        if (name.startsWith("data/")) {
            assertThat(type.has("x-identity")).isFalse();
            return;
        }
        assertThat(type.has("x-identity") || type.has("x-single") || type.has("x-stateOnly"))
                .as("says which object it is")
                .isTrue();
        for (var property : identity(type)) {
            var schema = type.get("properties").path(property);
            assertThat(schema.has("x-createOnly") || schema.has("readOnly"))
                    .as(property)
                    .isTrue();
            assertThat(schema.has("readOnly")
                            || schema.has("default")
                            || schema.has("x-generated")
                            || type.path("required")
                                    .valueStream()
                                    .anyMatch(required -> required.asString("").equals(property)))
                    .as(property + " is always there")
                    .isTrue();
        }
        for (var part : type.path("x-identity")) {
            if (part.has("of")) {
                assertThat(SchemaFolder.types()).contains(part.get("of").stringValue());
            }
        }
    }

    /** The longest beginning makes the longest name that the service allows. */
    @ParameterizedTest
    @MethodSource("types")
    void aChosenNameIsAsLongAsNamesMayBe(String name) {
        var properties = SchemaFolder.file(name).path("properties");
        properties.properties().forEach(property -> {
            var own = property.getValue().asObject();
            var generated = own.path("x-generated");
            if (generated.isMissingNode()) {
                return;
            }
            var prefix = properties.path(generated.get("prefix").stringValue()).asObject();
            assertThat(prefix.path("writeOnly").booleanValue(false)
                            && prefix.path("x-createOnly").booleanValue(false)
                            && prefix.path("x-onRemove").asString("").equals("keep"))
                    .isTrue();
            var longest = longest(prefix);
            for (var ending : List.of("", generated.path("ending").path("text").asString(""))) {
                assertThat(Validation.problems(own, new StringNode(longest + "0123456789abcdef" + ending)))
                        .isEmpty();
            }
            var end = generated.path("ending").path("text").asString("");
            assertThat(Validation.problems(own, new StringNode(longest + "0123456789abcdefg" + end)))
                    .isNotEmpty();
        });
    }

    /** The longest text that the schema admits and that begins with its example. */
    private static String longest(ObjectNode schema) {
        var text = schema.path("examples").path(0).stringValue();
        while (Validation.problems(schema, new StringNode(text + "a")).isEmpty()) {
            text += "a";
        }
        return text;
    }

    private static List<String> identity(JsonNode type) {
        return type.path("x-identity")
                .valueStream()
                .map(part -> part.isObject() ? part.get("property").stringValue() : part.stringValue())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("types")
    void tagsAndPoliciesReferToTheSharedDefinitions(String name) {
        var type = SchemaFolder.schema(name + ".schema.json");
        assertThat(type.path("$defs").propertyNames()).doesNotContainAnyElementsOf(shared());
        type.path("properties").properties().forEach(property -> {
            var schema = property.getValue();
            var isTags = property.getKey().equals("tags") && name.startsWith("types/");
            var isPolicy = schema.path("x-equal").asString("").equals("iam-policy");
            assertThat(schema.toString())
                    .as(property.getKey())
                    .contains(isTags ? "urn:setpoint:defs:tags#" : isPolicy ? "urn:setpoint:defs:iam-policy#" : "");
        });
    }

    private static List<String> shared() {
        return SharedDefinitions.files().stream()
                .flatMap(file -> SharedDefinitions.file(file).get("$defs").propertyNames().stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("types")
    void patternsAreRegularExpressions(String name) {
        members(SchemaFolder.file(name), (path, member) -> {
            if (member.has("pattern")) {
                Pattern.compile(member.get("pattern").stringValue());
            }
        });
    }

    /** Calls back for every member of every {@code properties} in the schema, with all of its properties. */
    private static void beside(JsonNode node, BiConsumer<JsonNode, JsonNode> found) {
        node.path("properties").forEach(member -> found.accept(member, node.path("properties")));
        node.forEach(child -> beside(child, found));
    }

    /** Calls back for every member of every {@code properties} in the schema, wherever that is. */
    private static void members(JsonNode schema, BiConsumer<String, ObjectNode> found) {
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
