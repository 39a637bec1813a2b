package dev.setpoint.provider.aws;

import static dev.setpoint.provider.aws.testing.Providers.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.schema.ActionTable;
import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.CommonEquality;
import dev.setpoint.engine.schema.Identification;
import dev.setpoint.engine.schema.OnRemove;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.spi.Realm;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.testing.HttpCloud;
import dev.setpoint.provider.aws.testing.Providers;
import dev.setpoint.provider.aws.testing.TestCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AwsProviderTest {

    private static final String DEFAULT_TAGS = "{\"defaultTags\": {\"Team\": \"storage\", \"Cost\": \"1\"}}";

    @Test
    void defaultTagsAreAddedAndTheResourcesOwnWin() {
        try (var provider = Providers.open(DEFAULT_TAGS, Map.of())) {
            assertThat(provider.complete(schema("tags"), map("{\"tags\": {\"Cost\": \"2\"}}")))
                    .isEqualTo(map("{\"tags\": {\"Team\": \"storage\", \"Cost\": \"2\"}}"));
            assertThat(provider.complete(schema("tags"), Value.Map.EMPTY))
                    .isEqualTo(map("{\"tags\": {\"Team\": \"storage\", \"Cost\": \"1\"}}"));
        }
    }

    @Test
    void everyTypeAndDataSourceOfTheSchemasIsRegistered() {
        var schemas = SchemaFiles.bundled();
        try (var provider = Providers.open(Value.Map.EMPTY, Map.of())) {
            assertThat(schemas.names())
                    .filteredOn(AwsProviderTest::isOfAws)
                    .isNotEmpty()
                    .allSatisfy(
                            name -> assertThat(provider.type(schemas.type(name).orElseThrow()))
                                    .isPresent());
            assertThat(schemas.dataNames())
                    .filteredOn(AwsProviderTest::isOfAws)
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(
                                    provider.dataSource(schemas.data(name).orElseThrow()))
                            .isPresent());
        }
    }

    private static boolean isOfAws(TypeName name) {
        return name.text().startsWith("aws.");
    }

    @Test
    void addsNoDefaultTagsToATypeWithoutTags() {
        try (var provider = Providers.open(DEFAULT_TAGS, Map.of())) {
            assertThat(provider.complete(schema("policy"), Value.Map.EMPTY)).isEqualTo(Value.Map.EMPTY);
        }
    }

    @Test
    void addsNoDefaultTagsToUnknownTags() {
        try (var provider = Providers.open(DEFAULT_TAGS, Map.of())) {
            var desired = Value.Map.EMPTY.with("tags", new Value.Unknown("labels.all"));
            assertThat(provider.complete(schema("tags"), desired)).isEqualTo(desired);
        }
    }

    @Test
    void keepsSecretTagsSecret() {
        var secret = new Value.Secret(Value.of("hush"));
        var own = Value.Map.EMPTY.with("tags", new Value.Secret(map("{\"Cost\": \"2\"}")));
        var settings = Value.Map.EMPTY.with("defaultTags", Value.Map.EMPTY.with("Token", secret));
        try (var provider = Providers.open(settings, Map.of())) {
            assertThat(provider.complete(schema("tags"), map("{\"tags\": {\"Cost\": \"2\"}}")))
                    .isEqualTo(Value.Map.EMPTY.with(
                            "tags", Value.Map.EMPTY.with("Token", secret).with("Cost", Value.of("2"))));
        }
        try (var provider = Providers.open(DEFAULT_TAGS, Map.of())) {
            assertThat(provider.complete(schema("tags"), own).get("tags"))
                    .contains(new Value.Secret(map("{\"Team\": \"storage\", \"Cost\": \"2\"}")));
        }
    }

    @Test
    void aRoleIsAssumedForEveryCall() {
        var settings = """
            {"endpoint": "%s", "region": "us-east-1",
             "assumeRole": {"roleArn": "arn:aws:iam::210987654321:role/deploy", "sessionName": "test"}}\
            """.formatted(HttpCloud.endpoint());
        try (var provider =
                Providers.open(settings, Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test"))) {
            assertThat(provider.realm(new TestCall())).contains(Realm.of("210987654321/us-east-1"));
        }
    }

    private static TypeSchema schema(String property) {
        var attribute = new Attribute(
                property,
                new Shape.MapOf(new Shape.Text(CommonEquality.EXACT)),
                "",
                false,
                false,
                false,
                false,
                false,
                List.of(),
                false,
                false,
                false,
                Optional.empty(),
                new OnRemove.Reset(),
                Optional.empty(),
                Optional.empty());
        return new TypeSchema(
                new TypeName("aws.test.thing"),
                TypeSchema.Kind.RESOURCE,
                "",
                new Shape.ObjectOf(Map.of(property, attribute), false),
                Optional.empty(),
                ActionTable.NONE,
                Identification.NONE,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                false,
                false,
                Value.Map.EMPTY);
    }
}
