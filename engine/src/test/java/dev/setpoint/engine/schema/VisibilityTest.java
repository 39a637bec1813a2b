package dev.setpoint.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.value.Value;
import org.junit.jupiter.api.Test;

class VisibilityTest {

    private static final TypeSchema OBJECT = SchemaReader.read("""
        {"title": "test.object", "type": "object", "properties": {
          "content": {"type": "string", "writeOnly": true},
          "checksum": {"type": "string", "x-derivedFrom": ["content"]},
          "password": {"type": "string", "x-sensitive": true},
          "size": {"type": "integer", "readOnly": true, "x-derivedFrom": ["content", "password"]},
          "id": {"type": "string", "readOnly": true, "x-derivedFrom": []}}}\
        """);

    private static final TypeSchema SOURCE = SchemaReader.read("""
        {"title": "test.source", "x-kind": "data", "type": "object", "properties": {
          "name": {"type": "string"},
          "arn": {"type": "string", "readOnly": true}}}\
        """);

    private static final Value TEXT = Value.of("text");
    private static final Value SECRET = new Value.Secret(TEXT);

    private static Value.Map of(String name, Value value) {
        return Value.Map.EMPTY.with(name, value);
    }

    @Test
    void whatFollowsFromASecretIsASecret() {
        var made =
                of("content", SECRET).with("checksum", TEXT).with("size", TEXT).with("id", TEXT);
        assertThat(Visibility.concealed(OBJECT.properties(), made))
                .isEqualTo(of("content", SECRET)
                        .with("checksum", SECRET)
                        .with("size", SECRET)
                        .with("id", TEXT));
    }

    @Test
    void whatFollowsFromASensitivePropertyIsASecret() {
        assertThat(Visibility.concealed(
                        OBJECT.properties(), of("password", TEXT).with("size", TEXT)))
                .isEqualTo(of("password", SECRET).with("size", SECRET));
    }

    @Test
    void theSourceMayBeWhatIsDesiredOrADigestOfWhatWasApplied() {
        var live = of("checksum", TEXT);
        assertThat(Visibility.concealed(OBJECT.properties(), live, of("content", TEXT)))
                .isEqualTo(live);
        assertThat(Visibility.concealed(OBJECT.properties(), live, of("content", SECRET)))
                .isEqualTo(of("checksum", SECRET));
        assertThat(Visibility.concealed(
                        OBJECT.properties(), live, Value.Map.EMPTY, of("content", new Value.Redacted("hmac-sha256:1"))))
                .isEqualTo(of("checksum", SECRET));
    }

    @Test
    void whatADataSourceAnswersFollowsFromWhatItIsAsked() {
        assertThat(Visibility.concealed(SOURCE.properties(), of("arn", TEXT), of("name", SECRET)))
                .isEqualTo(of("arn", SECRET));
        assertThat(Visibility.concealed(SOURCE.properties(), of("arn", TEXT), of("name", TEXT)))
                .isEqualTo(of("arn", TEXT));
    }

    @Test
    void whatIsMadeOfPropertiesIsAsSecretAsTheyWere() {
        var other = Value.of("other");
        assertThat(Visibility.kept(of("a", SECRET), of("a", other))).isEqualTo(of("a", new Value.Secret(other)));
        assertThat(Visibility.kept(of("a", TEXT), of("a", other))).isEqualTo(of("a", other));
        assertThat(Visibility.kept(
                        of("tags", of("a", SECRET)), of("tags", of("b", other).with("a", TEXT))))
                .isEqualTo(of("tags", of("b", other).with("a", SECRET)));
        assertThat(Visibility.kept(of("tags", of("a", SECRET)), of("tags", of("b", TEXT))))
                .isEqualTo(of("tags", new Value.Secret(of("b", TEXT))));
        assertThat(Visibility.kept(of("list", new Value.List(java.util.List.of(SECRET))), of("list", Value.List.EMPTY)))
                .isEqualTo(of("list", new Value.Secret(Value.List.EMPTY)));
    }
}
