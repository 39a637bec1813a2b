package dev.setpoint.engine.schema.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Notes are found at any depth, and the deepest one counts. */
class ReviewNotesTest {

    private static final ReviewNotes NOTES = ReviewNotes.of((Value.Map) Json.read("""
        {
          "x-concerns": "access",
          "properties": {
            "tags": {"$ref": "#/$defs/tags"},
            "documents": {"additionalProperties": {"allOf": [{"$ref": "#/$defs/document"}]}},
            "rules": {"x-key": "id", "items": {"properties": {"labels": {"x-concerns": "tags"}}}}
          },
          "$defs": {
            "tags": {"x-concerns": "tags"},
            "document": {
              "if": {"type": "object"},
              "then": {"properties": {"parts": {"x-key": "name"}, "inner": {"$ref": "#/$defs/document"}}}
            }
          }
        }
        """));

    @Test
    void theDeepestConcernCounts() {
        assertThat(concern("name")).contains(Concern.ACCESS);
        assertThat(concern("tags.Owner")).contains(Concern.TAGS);
        assertThat(concern("rules[first].labels.a")).contains(Concern.TAGS);
        assertThat(concern("rules[first].action")).contains(Concern.ACCESS);
        assertThat(NOTES.ofType()).contains(Concern.ACCESS);
    }

    @Test
    void anOptionOfTheBlockHasNone() {
        assertThat(NOTES.of(PropertyPath.option("preventDestroy"))).isEmpty();
    }

    @Test
    void keysInsideADocumentHaveTheirPathsInIt() {
        var inside = NOTES.keys().inside(PropertyPath.parse("documents.read"));
        assertThat(inside.at(PropertyPath.of("parts"))).contains("name");
        assertThat(inside.at(PropertyPath.of("other"))).isEmpty();
        assertThat(NOTES.keys().inside(PropertyPath.of("tags"))).isEqualTo(ElementKeys.NONE);
    }

    private static Optional<Concern> concern(String path) {
        return NOTES.of(PropertyPath.parse(path));
    }
}
