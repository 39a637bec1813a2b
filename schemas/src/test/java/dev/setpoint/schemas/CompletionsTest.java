package dev.setpoint.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Names and values that the schema for editors has where a language server looks for completions. */
class CompletionsTest {

    private static final JsonNode BUNDLE = EditorBundle.build();

    @ParameterizedTest
    @CsvSource({"types, resource, ''", "data, data, data."})
    void eachTypeOffersItsPropertiesAndNoOutputs(String folder, String block, String prefix) {
        assertThat(texts(BUNDLE.at("/$defs/" + block + "/properties/type/enum")))
                .isEqualTo(SchemaFolder.names(folder));
        for (var name : SchemaFolder.names(folder)) {
            var written = SchemaFolder.schema(folder + "/" + name + ".schema.json");
            var offered = BUNDLE.path("$defs").path(prefix + name).path("properties");
            assertThat(offered.propertyNames()).as(name).isEqualTo(settable(written));
        }
    }

    private static Set<String> settable(JsonNode schema) {
        var names = new LinkedHashSet<String>();
        schema.path("properties").properties().forEach(member -> {
            if (!member.getValue().path("readOnly").asBoolean(false)) {
                names.add(member.getKey());
            }
        });
        return names;
    }

    @Test
    void allowedValuesOfAPropertyAreOffered() {
        assertThat(BUNDLE.at("/$defs/aws.s3.bucket/properties/versioning").toString())
                .contains("[\"Enabled\",\"Suspended\"]");
    }

    @Test
    void anInputIsLikeAPropertyAtAnyDepth() {
        assertThat(texts(BUNDLE.at("/$defs/input/properties/like/enum")))
                .contains("aws.s3.bucket#versioning", "aws.s3.bucket#lifecycle.rules[].transitions[].days")
                .doesNotContain("aws.s3.bucket#arn")
                .doesNotHaveDuplicates()
                .hasSizeBetween(400, 5_000);
    }

    /** A language server offers the members of a condition like those of the value, and inserts them without a colon. */
    @Test
    void conditionsOfTypesOfferNothing() {
        for (var name : SchemaFolder.names("types")) {
            var offered = new ArrayList<String>();
            conditions(BUNDLE.path("$defs").path(name), offered);
            assertThat(offered).as(name).isEmpty();
        }
    }

    private static void conditions(JsonNode schema, List<String> offered) {
        schema.properties().forEach(member -> {
            var isCondition = member.getKey().equals("if") || member.getKey().equals("not");
            if (isCondition) {
                member.getValue().path("properties").properties().forEach(named -> {
                    if (!named.getValue().path("doNotSuggest").asBoolean(false)) {
                        offered.add(named.getKey());
                    }
                });
            }
            conditions(member.getValue(), offered);
        });
        if (schema.isArray()) {
            schema.forEach(part -> conditions(part, offered));
        }
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::stringValue).toList();
    }
}
