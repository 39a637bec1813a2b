package dev.setpoint.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The choice of an environment, and the values that inputs have in it. */
class EnvironmentsTest {

    private static final String STACK = """
        setpoint: v1
        stack: shop
        inputs:
          suffix: {type: string}
          tags: {type: object, additionalProperties: {type: string}, default: {Team: shop}}
          zones: {type: array, items: {type: string}, default: [a, b]}
          secret: {type: string, sensitive: true, default: hush}
          note: {type: string, default: null}
        resources:
          bucket: {type: aws.s3.bucket, properties: {name: "shop-${stack.env}-${inputs.suffix}", tags: "${inputs.tags}"}}
        """;

    @TempDir
    private Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), STACK);
        Files.createDirectories(folder.resolve("envs"));
        environment("dev", "inputs: {suffix: one, zones: [c]}");
        environment("prod", "inputs: {suffix: two, tags: {Cost: \"1\"}, secret: psst}");
    }

    private void environment(String name, String rest) throws IOException {
        Files.writeString(
                folder.resolve("envs/" + name + ".yaml"), "setpoint: v1\nenvironment: " + name + "\n" + rest + "\n");
    }

    private Run run(String... args) {
        return Run.of(folder, args);
    }

    @Test
    void aStackWithEnvironmentsNeedsOne() {
        var run = run("plan", "--sandbox");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("""
            error[SP0989] This stack has environments: dev, prod.
              hint: Say which: `--env dev`, or set SETPOINT_ENV.
            """);
    }

    @Test
    void theVariableNamesOneAndTheOptionWins() {
        var variables = Map.of("SETPOINT_ENV", "dev");
        assertThat(Run.with(variables, folder, "validate").out()).isEqualTo("Stack shop@dev is valid: 1 resource.\n");
        assertThat(Run.with(variables, folder, "validate", "--env", "prod").out())
                .isEqualTo("Stack shop@prod is valid: 1 resource.\n");
    }

    @Test
    void theVariableMeansNothingToAStackWithoutEnvironments() throws IOException {
        Files.writeString(folder.resolve("plain.yaml"), "setpoint: v1\nstack: plain\n");
        Files.delete(folder.resolve("envs/dev.yaml"));
        Files.delete(folder.resolve("envs/prod.yaml"));
        assertThat(Run.with(Map.of("SETPOINT_ENV", "dev"), folder, "validate", "plain.yaml")
                        .code())
                .isZero();
        assertThat(run("validate", "plain.yaml", "--env", "dev").err())
                .contains("error[SP0274] This stack has no environments, and so no `dev`.");
    }

    @Test
    void validateAloneChecksAllEnvironments() throws IOException {
        assertThat(run("validate").out())
                .isEqualTo("Stack shop@dev is valid: 1 resource.\nStack shop@prod is valid: 1 resource.\n");
        environment("prod", "inputs: {suffix: TWO}");
        environment("test", "inputs: {sufix: three}");
        assertThat(run("validate").err())
                .contains(
                        "error[SP0207] setpoint.yaml:10:52: A bucket name has lower-case",
                        "  envs/prod.yaml:2:14: in the environment `prod`",
                        "error[SP0321] envs/test.yaml:3:10: The stack has no input `sufix`.",
                        "error[SP0320] setpoint.yaml:4:3: The input `suffix` has no value.",
                        "  envs/test.yaml:2:14: in the environment `test`");
    }

    @Test
    void whatIsWrongInAllEnvironmentsIsSaidOnce() throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), STACK.replace("inputs.suffix", "inputs.sufix"));
        assertThat(run("validate").err())
                .containsOnlyOnce("There is no input `sufix`.")
                .doesNotContain("in the environment");
    }

    @Test
    void inputsListsValuesWithTheirOrigins() {
        assertThat(run("inputs", "--env", "prod", "--input", "tags={Cost: \"2\"}", "--input", "note=x")
                        .out())
                .isEqualTo("""
                    suffix  two                      envs/prod.yaml:3:10
                    tags    {Team: shop, Cost: "2"}  default, envs/prod.yaml:3:23, --input tags
                    zones   [a, b]                   default
                    secret  (sensitive)              envs/prod.yaml:3:42
                    note    x                        --input note
                    """);
    }

    @Test
    void inputsHasAColumnForEachEnvironment() {
        assertThat(run("inputs").out()).isEqualTo("""
                    dev                       prod
            suffix  one (envs/dev.yaml:3:10)  two (envs/prod.yaml:3:10)
            tags    {Team: shop} (default)    {Team: shop, Cost: "1"} (default, envs/prod.yaml:3:23)
            zones   [c] (envs/dev.yaml:3:23)  [a, b] (default)
            secret  (sensitive) (default)     (sensitive) (envs/prod.yaml:3:42)
            note    null (default)            null (default)
            """);
    }

    @Test
    void inputsIsADocumentForPrograms() {
        var all = Json.read(run("inputs", "--format", "json").out());
        var one = Json.read(run("inputs", "--env", "prod", "--format", "json").out());
        assertThat(all).isInstanceOfSatisfying(Value.Map.class, document -> {
            var prod = document.map("environments").map("prod");
            assertThat(prod.map("suffix")).isEqualTo(Json.read("""
                {"value": "two", "origins": ["envs/prod.yaml:3:10"]}"""));
            assertThat(prod.map("secret").string("value")).contains("(sensitive)");
            assertThat(one)
                    .isEqualTo(
                            Value.Map.EMPTY.with("stack", Value.of("shop@prod")).with("inputs", prod));
        });
    }

    @Test
    void layersAreMergedByTheSchema() throws IOException {
        Files.writeString(folder.resolve("more.yaml"), "tags: {Team: null, Owner: me}\nzones: [d]\n");
        var run = Run.with(
                Map.of("SETPOINT_INPUT_TAGS", "{Cost: \"3\", Level: low}"),
                folder,
                "inputs",
                "--env",
                "prod",
                "--inputs",
                "more.yaml");
        assertThat(run.out()).contains("{Team: shop, Cost: \"3\", Level: low, Owner: me}", "zones   [d] ");
    }
}
