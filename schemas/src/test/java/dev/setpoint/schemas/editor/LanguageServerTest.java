package dev.setpoint.schemas.editor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.schemas.editor.LanguageServer.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An editor with the YAML language server on stack files. In the texts, {@code |} is the cursor. */
class LanguageServerTest {

    private static final Path EXAMPLES = Path.of("../examples");

    /** The folder that texts are sent as files of. */
    private static final Path FOLDER = EXAMPLES.resolve("hello");

    private static final String HEAD = """
        # yaml-language-server: $schema=../../schemas/stack.schema.json
        setpoint: v1
        stack: demo
        """;

    private static LanguageServer server;

    @BeforeAll
    static void start() throws IOException {
        var program = LanguageServer.program();
        Assumptions.assumeTrue(
                program.isPresent(),
                "yaml-language-server is not installed: run `npm ci --prefix schemas/src/test/editor`.");
        server = LanguageServer.start(program.orElseThrow());
    }

    @AfterAll
    static void end() {
        if (server != null) {
            server.close();
        }
    }

    static Stream<Path> examples() throws IOException {
        try (var files = Files.walk(EXAMPLES)) {
            return files.filter(file -> file.endsWith("setpoint.yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleHasNoProblem(Path example) throws IOException {
        assertThat(server.problems(example.resolveSibling("."), Files.readString(example)))
                .isEmpty();
    }

    @Test
    void propertiesOfTheTypeAreCompletedOnceEach() throws IOException {
        var offered = completions("""
            resources:
              logs:
                type: aws.s3.bucket
                properties:
                  name: my-logs
                  |
            """);
        assertThat(offered)
                .contains("versioning", "encryption", "objectLock", "acl")
                .doesNotContain("name", "arn")
                .doesNotHaveDuplicates();
    }

    @Test
    void nestedPropertiesAndValuesAreCompleted() throws IOException {
        assertThat(completions("""
            resources:
              logs:
                type: aws.s3.bucket
                properties:
                  encryption:
                    |
            """)).contains("algorithm", "kmsKey", "bucketKey");
        assertThat(completions("""
            resources:
              logs:
                type: aws.s3.bucket
                properties:
                  versioning: |
            """)).contains("Enabled", "Suspended");
    }

    @Test
    void namesOfTypesAndSettingsAreCompleted() throws IOException {
        assertThat(completions("resources:\n  logs:\n    type: |\n")).contains("aws.s3.bucket", "aws.kms.key");
        assertThat(completions("data:\n  here:\n    type: |\n")).contains("aws.region");
        assertThat(completions("providers:\n  aws:\n    |\n")).contains("region", "defaultTags");
        assertThat(completions("|\n")).contains("inputs", "resources", "outputs");
    }

    @Test
    void thePropertyThatAnInputIsLikeIsCompleted() throws IOException {
        assertThat(completions("inputs:\n  rules:\n    like: |\n"))
                .contains("aws.s3.bucket#lifecycle", "aws.s3.bucket#lifecycle.rules[]");
        assertThat(completions("inputs:\n  all:\n    type: array\n    items:\n      like: |\n"))
                .contains("aws.s3.bucket#lifecycle.rules[]");
    }

    @Test
    void aWrongValueNameOrSettingIsReported() throws IOException {
        assertThat(bucket("versioning: On"))
                .containsExactly("Versioning is `Enabled` or `Suspended`; S3 cannot switch it off again.");
        assertThat(bucket("versionning: Enabled")).containsExactly("Property versionning is not allowed.");
        assertThat(problems("resources: {logs: {type: aws.s3.buckets}}\n"))
                .singleElement()
                .asString()
                .contains("aws.s3.bucket");
        assertThat(problems("providers: {aws: {regoin: us-east-1}}\n"))
                .containsExactly("Property regoin is not allowed.");
        assertThat(problems("inputs: {rules: {like: aws.s3.bucket#lifecycl}}\n"))
                .singleElement()
                .asString()
                .contains("aws.s3.bucket#lifecycle");
    }

    @Test
    void anExpressionStandsForAnyValue() throws IOException {
        assertThat(bucket("versioning: \"${inputs.versioning}\", forceEmpty: \"${inputs.empty}\""))
                .isEmpty();
    }

    @Test
    void aPropertyIsDescribed() throws IOException {
        var place = "      versioning: Enabled\n";
        var text = HEAD + "resources:\n  logs:\n    type: aws.s3.bucket\n    properties:\n" + place;
        assertThat(server.hover(FOLDER, text, new Place(7, 8)))
                .contains("Whether S3 keeps every version of an object.", "`Suspended`");
    }

    private static List<String> bucket(String property) throws IOException {
        return problems("resources:\n  logs:\n    type: aws.s3.bucket\n    properties: {name: my-logs, %s}\n"
                .formatted(property));
    }

    private static List<String> problems(String body) throws IOException {
        return server.problems(FOLDER, HEAD + body);
    }

    private static List<String> completions(String body) throws IOException {
        var text = HEAD + body;
        var cursor = text.indexOf('|');
        var before = text.substring(0, cursor);
        var line = (int) before.chars().filter(letter -> letter == '\n').count();
        var place = new Place(line, cursor - before.lastIndexOf('\n') - 1);
        return server.completions(FOLDER, before + text.substring(cursor + 1), place);
    }
}
