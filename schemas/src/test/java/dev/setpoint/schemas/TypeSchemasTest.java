package dev.setpoint.schemas;

import static dev.setpoint.schemas.SchemaMembers.members;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

class TypeSchemasTest {

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
}
