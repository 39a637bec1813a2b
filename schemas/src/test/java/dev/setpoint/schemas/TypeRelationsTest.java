package dev.setpoint.schemas;

import static dev.setpoint.schemas.SchemaMembers.beside;
import static dev.setpoint.schemas.SchemaMembers.members;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Relations between types: references, requirements, parts and identities. */
class TypeRelationsTest {

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

    private static List<String> identity(JsonNode type) {
        return type.path("x-identity")
                .valueStream()
                .map(part -> part.isObject() ? part.get("property").stringValue() : part.stringValue())
                .toList();
    }
}
