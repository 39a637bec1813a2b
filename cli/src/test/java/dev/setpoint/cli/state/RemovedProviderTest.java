package dev.setpoint.cli.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import dev.setpoint.cli.testing.Wire;
import dev.setpoint.provider.aws.testing.HttpCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resources can be deleted after their provider block is removed: the state keeps its settings. */
class RemovedProviderTest {

    private static final String WEST = "aws.west: {region: us-west-2, defaultTags: {Team: goods}}";
    private static final String HOME = "home: {type: aws.sns.topic, properties: {name: shop-home}}";
    private static final String AWAY = "away: {type: aws.sns.topic, provider: aws.west, properties: {name: shop-away}}";

    @TempDir
    private Path folder;

    private final Map<String, String> variables = new HashMap<>();

    private void write(String head, String... resources) throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), """
            setpoint: v1
            stack: shop
            %s
            resources:
              value: {type: core.value, properties: {x: 1}}
            %s
            """.formatted(head, "  " + String.join("\n  ", resources)));
    }

    private Run run(String command) {
        return Run.with(variables, folder, (command + " --sandbox").split(" ", -1));
    }

    private Run done(String command) {
        var run = run(command);
        assertThat(run.code()).as(run.toString()).isZero();
        return run;
    }

    private String state() throws IOException {
        return Files.readString(folder.resolve(".setpoint/sandbox/shop/state.json"));
    }

    @Test
    void theLastResourceOfAnAliasIsDeletedWithItsBlock() throws IOException {
        write("providers: {aws: {region: us-east-1}, " + WEST + "}", HOME, AWAY);
        done("apply --auto-approve");
        assertThat(state()).contains("\"aws.west\" : {\n      \"defaultTags\"", "us-west-2");

        write("providers: {aws: {region: us-east-1}}", HOME);
        assertThat(done("plan").out()).contains("- away (aws.sns.topic in aws.west ", "1 to delete; 2 unchanged");
        assertThat(done("apply --auto-approve").out()).contains("1 deleted");
        assertThat(done("plan").out()).contains("No changes");
        assertThat(state()).doesNotContain("defaultTags");
    }

    @Test
    void theLastResourceOfAProviderWithoutABlockIsDeleted() throws IOException {
        variables.put("AWS_REGION", "eu-west-1");
        write("", HOME);
        done("apply --auto-approve");

        variables.put("AWS_REGION", "us-east-1");
        write("");
        assertThat(done("apply --auto-approve").out()).contains("1 deleted");
    }

    @Test
    void everythingIsDestroyedWhoseProvidersHaveLeftTheSpec() throws IOException {
        write("providers: {aws: {region: eu-west-1}, " + WEST + "}", HOME, AWAY);
        done("apply --auto-approve");

        write("");
        assertThat(done("plan --destroy").out()).contains("3 to delete");
        assertThat(done("destroy --auto-approve").out()).contains("Destroyed: 3 deleted");
    }

    @Test
    void aSavedPlanDeletesThemToo() throws IOException {
        write("providers: {" + WEST + "}", AWAY);
        done("apply --auto-approve");

        write("");
        done("plan --out plan.json");
        assertThat(done("apply plan.json --auto-approve").out()).contains("1 deleted");
    }

    @Test
    void permissionsNameWhatIsToBeDeleted() throws IOException {
        write("providers: {" + WEST + "}", AWAY);
        done("apply --auto-approve");

        write("", HOME);
        assertThat(done("permissions --for apply").out())
                .contains("sns:DeleteTopic", "arn:aws:sns:us-west-2:123456789012:shop-away");
    }

    /** Deletes need no tags, of which the state has only a digest when they are secret. */
    @Test
    void aSecretProviderSettingIsNotStored() throws IOException {
        write(
                "inputs: {owner: {type: string, sensitive: true}}\n"
                        + "providers: {aws.west: {region: us-west-2, defaultTags: {Owner: \"${inputs.owner}\"}}}",
                AWAY);
        done("apply --auto-approve --input owner=somebody");
        assertThat(state()).contains("\"Owner\" : {\n          \"$redacted\"").doesNotContain("somebody");

        write("");
        assertThat(done("apply --auto-approve").out()).contains("1 deleted");
    }

    @Test
    void aStateThatKeepsNoSettingsKnowsTheRegion() throws IOException {
        write("providers: {" + WEST + "}", AWAY);
        done("apply --auto-approve");
        var old = state().replaceFirst("(?s)  \"providers\" : \\{.*?\n  },\n", "");
        assertThat(old).doesNotContain("\"providers\"");
        Files.writeString(folder.resolve("old.json"), old);
        done("state push --force old.json");

        write("");
        assertThat(done("apply --auto-approve").out()).contains("1 deleted");
    }

    @Test
    void theAccountsThatAreAllowedStayAllowedAlone() throws IOException {
        write("providers: {aws.west: {region: us-west-2, allowedAccountIds: [\"123456789012\"]}}", AWAY);
        done("apply --auto-approve");
        var other = state().replace("\"123456789012\"\n", "\"999999999999\"\n");
        Files.writeString(folder.resolve("other.json"), other);
        done("state push --force other.json");

        write("");
        assertThat(run("apply --auto-approve").err()).contains("SP0511", "may work only in 999999999999");
    }

    @Test
    void anEndpointThatNoVariableNamesIsKept() throws IOException {
        var bucket = "removed-" + UUID.randomUUID();
        try (var wire = new Wire(HttpCloud.endpoint())) {
            variables.putAll(wire.variables());
            var endpoint = variables.remove("AWS_ENDPOINT_URL");
            write(
                    "providers: {aws.far: {region: us-east-1, endpoint: \"" + endpoint + "\"}}",
                    "b: {type: aws.s3.bucket, provider: aws.far, properties: {name: " + bucket + "}}");
            var refused = Run.with(variables, folder, "apply", "--auto-approve");
            assertThat(refused.err()).contains("SP0240", "--allow-endpoint 127.0.0.1:");
            variables.put("SETPOINT_ALLOW_ENDPOINTS", "127.0.0.1");
            assertThat(Run.with(variables, folder, "apply", "--auto-approve").code())
                    .isZero();

            write("");
            variables.remove("SETPOINT_ALLOW_ENDPOINTS");
            var kept = Run.with(variables, folder, "apply", "--auto-approve");
            assertThat(kept.code()).isEqualTo(1);
            assertThat(kept.err()).contains("--allow-endpoint 127.0.0.1:");
            variables.put("SETPOINT_ALLOW_ENDPOINTS", "127.0.0.1");
            var run = Run.with(variables, folder, "apply", "--auto-approve");
            assertThat(run.out()).as(run.toString()).contains("1 deleted");
        }
    }
}
