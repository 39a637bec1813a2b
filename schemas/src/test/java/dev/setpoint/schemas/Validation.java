package dev.setpoint.schemas;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Validates values with JSON Schema 2020-12. */
final class Validation {

    private static final SchemaRegistryConfig ENGLISH =
            SchemaRegistryConfig.builder().locale(Locale.ENGLISH).build();

    private Validation() {}

    /** Returns one line per problem, in the validator's words. */
    static List<String> problems(ObjectNode schema, JsonNode value) {
        return errors(schema, value).stream().map(Error::toString).toList();
    }

    /** Returns the problems in the schema's own words ({@code x-message} beside what fails), where it has any. */
    static List<String> sentences(ObjectNode schema, JsonNode value) {
        return errors(schema, value).stream()
                .map(error -> sentence(schema, error))
                .distinct()
                .toList();
    }

    private static String sentence(ObjectNode schema, Error error) {
        var keyword =
                JsonPointer.compile(error.getSchemaLocation().getFragment().toString());
        if (error.getKeyword().equals("type")) {
            return error.toString();
        }
        // A wrong name is reported at propertyNames, above the schema of the name.
        return Stream.of(schema.at(keyword), schema.at(keyword.head()))
                .map(place -> place.path("x-message").asString(""))
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse(error.toString());
    }

    private static List<Error> errors(ObjectNode schema, JsonNode value) {
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, registry -> registry.schemaRegistryConfig(ENGLISH))
                .getSchema(schema)
                .validate(value);
    }
}
