package dev.setpoint.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchemaReaderTest {

    private static final String WIDGET = """
        {"title": "test.widget", "x-kind": "resource", "description": "A widget.",
         "x-identity": ["name", {"property": "size", "distinguishes": false}], "x-global": true, "x-dataLoss": "All of it.",
         "x-permissions": {"create": ["test:Create"]},
         "x-requires": [{"type": "test.base", "where": {"name": "base"}, "has": {"on": true}, "because": "It stands on it."}],
         "type": "object", "additionalProperties": false, "required": ["name"],
         "properties": {
           "name": {"type": "string", "x-createOnly": true, "x-equal": "arn-or-name"},
           "size": {"$ref": "#/$defs/size", "default": 3, "x-onRemove": "keep"},
           "parts": {"type": "array", "x-key": "id", "items": {"type": "object", "properties": {"id": {"type": "string"}}}},
           "tags": {"type": "object", "additionalProperties": {"type": "string"}, "x-onRemove": {}},
           "policy": {"type": ["object", "string"], "x-equal": "iam-policy", "x-computed": true},
           "tree": {"$ref": "#/$defs/tree"},
           "arn": {"type": "string", "readOnly": true, "x-volatile": true}},
         "$defs": {
           "size": {"type": "integer", "description": "How large."},
           "tree": {"type": "object", "properties": {"child": {"$ref": "#/$defs/tree"}}}}}
        """;

    private final TypeSchema widget = SchemaReader.read(WIDGET);

    @Test
    void annotationsOfTheTypeAreRead() {
        assertThat(widget.name()).isEqualTo(new TypeName("test.widget"));
        assertThat(widget.identification())
                .isEqualTo(new Identification(
                        List.of(
                                new Identification.Part("name", NamedEqualities.named("arn-or-name"), "", true, true),
                                new Identification.Part("size", CommonEquality.EXACT, "", true, false)),
                        false,
                        Identification.Reach.ACCOUNT));
        assertThat(widget.dataLoss()).contains("All of it.");
        assertThat(widget.actions().always().get("create")).containsExactly("test:Create");
        var requirement = widget.requires().getFirst();
        assertThat(requirement.type()).isEqualTo(new TypeName("test.base"));
        assertThat(requirement.where()).containsEntry("name", "base");
        assertThat(requirement.has()).containsExactly(Map.of("on", Value.of(true)));
    }

    @Test
    void membersHaveShapes() {
        assertThat(shape("name")).isEqualTo(new Shape.Text(NamedEqualities.named("arn-or-name")));
        assertThat(shape("size")).isEqualTo(new Shape.Num(true));
        assertThat(shape("parts"))
                .isInstanceOfSatisfying(
                        Shape.ListOf.class, list -> assertThat(list.key()).contains("id"));
        assertThat(shape("tags")).isEqualTo(new Shape.MapOf(new Shape.Text(CommonEquality.EXACT)));
        assertThat(shape("policy")).isEqualTo(new Shape.Any(NamedEqualities.named("iam-policy")));
    }

    @Test
    void membersHaveAnnotations() {
        assertThat(attribute("name").required()).isTrue();
        assertThat(attribute("name").createOnly()).isTrue();
        assertThat(attribute("size").defaultValue()).contains(Value.of(3));
        assertThat(attribute("size").description()).isEqualTo("How large.");
        assertThat(attribute("size").onRemove()).isEqualTo(new OnRemove.Keep());
        assertThat(attribute("tags").onRemove()).isEqualTo(new OnRemove.Set(Value.Map.EMPTY));
        assertThat(attribute("policy").computed()).isTrue();
        assertThat(attribute("arn").output()).isTrue();
        assertThat(attribute("arn").isVolatile()).isTrue();
    }

    @Test
    void aDefinitionThatHoldsItselfEnds() {
        var tree = (Shape.ObjectOf) shape("tree");
        assertThat(tree.attribute("child").orElseThrow().shape()).isEqualTo(new Shape.Any(CommonEquality.EXACT));
    }

    @Test
    void everySchemaInTheIndexCanBeRead() {
        var files = new SchemaFiles();
        assertThat(files.names())
                .isNotEmpty()
                .allSatisfy(name ->
                        assertThat(files.type(name).orElseThrow().name()).isEqualTo(name));
        assertThat(files.dataNames())
                .isNotEmpty()
                .allSatisfy(name ->
                        assertThat(files.data(name).orElseThrow().name()).isEqualTo(name));
        assertThat(files.type(new TypeName("aws.no.such"))).isEqualTo(Optional.empty());
        assertThat(files.text("stack-file.schema.json")).isPresent();
    }

    private Shape shape(String name) {
        return attribute(name).shape();
    }

    private Attribute attribute(String name) {
        return widget.properties().attribute(name).orElseThrow();
    }
}
