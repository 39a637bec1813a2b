package dev.setpoint.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Editors say which objects a property names, from the same data as the checks. */
class ReferenceSentencesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"type": "aws.sns.topic"}                                              | Refers to an aws.sns.topic.
        {"type": ["aws.kms.key", "aws.kms.replicaKey", "aws.kms.alias"], "sameRegion": true} | Refers to an aws.kms.key, aws.kms.replicaKey or aws.kms.alias in the region of this resource.
        {"type": "aws.kms.key", "sameRegion": "bucket"}                        | Refers to an aws.kms.key in the region of what `bucket` names.
        {"type": "aws.s3.bucket", "anyAccount": true, "sameRegion": true}      | Refers to an aws.s3.bucket of any account in the region of this resource.
        {"type": "aws.iam.role", "assumableBy": "config.amazonaws.com"}        | Refers to an aws.iam.role that config.amazonaws.com must be able to assume.
        """)
    void aReferenceIsASentence(String reference, String sentence) {
        assertThat(ReferenceSentences.sentence(SchemaFolder.JSON.readTree(reference)))
                .isEqualTo(sentence);
    }

    @Test
    void everyReferenceIsDescribedInTheEditorSchema() {
        var shown = new HashSet<String>();
        descriptions(EditorBundle.build(), shown);
        var expected = new HashSet<String>();
        for (var folder : List.of("types", "data")) {
            SchemaFolder.names(folder)
                    .forEach(name -> described(SchemaFolder.schema(folder + "/" + name + ".schema.json"), expected));
        }
        assertThat(expected).hasSizeGreaterThan(30);
        assertThat(shown).containsAll(expected);
    }

    private static void descriptions(JsonNode schema, Set<String> found) {
        if (schema.path("description").isString()) {
            found.add(schema.path("description").asString(""));
        }
        schema.forEach(part -> descriptions(part, found));
    }

    private static void described(JsonNode schema, Set<String> found) {
        for (var reference :
                List.of(schema.path("x-refersTo"), schema.path("items").path("x-refersTo"))) {
            if (reference.isObject() && schema.path("description").isString()) {
                found.add(schema.path("description").asString("") + " " + ReferenceSentences.sentence(reference));
            }
        }
        schema.forEach(part -> described(part, found));
    }
}
