package dev.setpoint.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.schema.ObjectReference.Region;
import dev.setpoint.engine.value.PropertyPath;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObjectReferenceTest {

    private final TypeSchema type = SchemaReader.read("""
        {"title": "test.rule", "x-kind": "resource", "description": "A rule.", "type": "object",
         "properties": {
           "role": {"type": "string", "x-refersTo": {"type": "test.role", "assumableBy": "test.amazonaws.com"}},
           "rules": {"type": "array", "items": {"$ref": "#/$defs/rule"}}},
         "$defs": {"rule": {"type": "object", "properties": {
           "bucket": {"type": "string", "x-refersTo": {"type": "test.bucket", "anyAccount": true, "lookup": false}},
           "key": {"type": "string", "x-refersTo": {"type": ["test.key", "test.alias"], "sameRegion": "bucket"}},
           "inner": {"type": "array", "items": {"$ref": "#/$defs/rule"}}}}}}
        """);

    @Test
    void everyPropertyThatNamesAnObjectIsFoundByItsPath() {
        assertThat(type.references())
                .extracting(reference -> reference.path().toString())
                .containsExactly("role", "rules[*].bucket", "rules[*].key");
    }

    @Test
    void aReferenceSaysWhatTheObjectMustBe() {
        assertThat(type.reference(PropertyPath.parse("role")))
                .contains(new ObjectReference(
                        PropertyPath.parse("role"),
                        List.of(new TypeName("test.role")),
                        new Region.Any(),
                        Optional.of("test.amazonaws.com"),
                        false,
                        true));
        var key = type.reference(PropertyPath.parse("rules[*].key")).orElseThrow();
        assertThat(key.region()).isEqualTo(new Region.OfNamed("bucket"));
        assertThat(key.isTo(new TypeName("test.alias"))).isTrue();
        var bucket = type.reference(PropertyPath.parse("rules[*].bucket")).orElseThrow();
        assertThat(bucket.anyAccount()).isTrue();
        assertThat(bucket.lookedUp()).isFalse();
    }

    @Test
    void aPropertyThatNamesNothingHasNone() {
        assertThat(type.reference(PropertyPath.parse("rules"))).isEmpty();
    }
}
