package dev.setpoint.cli.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider configuration may have another name: what it made is known by account and region. */
class RenamedProviderTest {

    private static final String AWAY = "away: {type: aws.sns.topic, provider: %s, properties: {name: shop-away}}";

    @TempDir
    private Path folder;

    private void write(String providers, String... resources) throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), """
            setpoint: v1
            stack: shop
            providers: {%s}
            resources:
              %s
            """.formatted(providers, String.join("\n  ", resources)));
    }

    private Run run(String command) {
        return Run.with(Map.of(), folder, (command + " --sandbox").split(" ", -1));
    }

    private Run done(String command) {
        var run = run(command);
        assertThat(run.code()).as(run.toString()).isZero();
        return run;
    }

    private void applied(String providers, String... resources) throws IOException {
        write(providers, resources);
        done("apply --auto-approve");
    }

    private String state() throws IOException {
        return Files.readString(folder.resolve(".setpoint/sandbox/shop/state.json"));
    }

    @Test
    void anAliasOfAnotherNameInTheSamePlaceKeepsEveryObject() throws IOException {
        applied("aws.west: {region: us-west-2}", AWAY.formatted("aws.west"));

        write("aws.pacific: {region: us-west-2}", AWAY.formatted("aws.pacific"));
        assertThat(done("plan").out())
                .contains("~ provider: aws.west → aws.pacific", "1 to update, 0 to replace, 0 to delete");
        assertThat(done("apply --auto-approve").out()).contains("1 updated");
        assertThat(state()).contains("\"provider\" : \"aws.pacific\"").doesNotContain("\"provider\" : \"aws.west\"");
        assertThat(done("plan").out()).contains("No changes");
    }

    @Test
    void theDefaultProviderAndAnAliasMayBeThePlaceToo() throws IOException {
        applied("aws: {region: us-west-2}", AWAY.formatted("aws"));
        applied("aws.west: {region: us-west-2}, aws: {region: us-east-1}", AWAY.formatted("aws.west"));
        applied("aws: {region: us-west-2}", AWAY.formatted("aws"));
        assertThat(done("plan").out()).contains("No changes");
        assertThat(done("destroy --auto-approve").out()).contains("Destroyed: 1 deleted");
    }

    @Test
    void theOldNameMayMeanAnotherPlaceAtTheSameTime() throws IOException {
        var home = "home: {type: aws.sns.topic, provider: %s, properties: {name: shop-home}}";
        applied(
                "aws.a: {region: us-east-1}, aws.b: {region: us-west-2}",
                home.formatted("aws.a"),
                AWAY.formatted("aws.b"));
        write(
                "aws.a: {region: us-west-2}, aws.b: {region: us-east-1}",
                home.formatted("aws.b"),
                AWAY.formatted("aws.a"));
        assertThat(done("apply --auto-approve").out()).contains("2 updated");
        assertThat(done("plan").out()).contains("No changes");
    }

    @Test
    void destroyingNeedsNoApplyInBetween() throws IOException {
        applied("aws.west: {region: us-west-2}", AWAY.formatted("aws.west"));
        write("aws.pacific: {region: us-west-2}, aws.west: {region: us-east-1}", AWAY.formatted("aws.pacific"));
        assertThat(done("destroy --auto-approve").out()).contains("Destroyed: 1 deleted");
    }

    @Test
    void aMovedBlockMayHaveAnotherProviderName() throws IOException {
        applied("aws.west: {region: us-west-2}", AWAY.formatted("aws.west"));
        write(
                "aws.pacific: {region: us-west-2}",
                "there: {type: aws.sns.topic, provider: aws.pacific, moved: [away], properties: {name: shop-away}}");
        assertThat(done("apply --auto-approve").out()).contains("1 moved");
        assertThat(done("plan").out()).contains("No changes");
    }

    @Test
    void globalResourcesMayBeReachedFromAnyRegion() throws IOException {
        var user = "user: {type: aws.iam.user, provider: %s, properties: {name: shop}}";
        applied("aws.west: {region: us-west-2}", user.formatted("aws.west"));
        applied("aws.east: {region: us-east-1}", user.formatted("aws.east"));
        assertThat(done("plan").out()).contains("No changes");
    }

    @Test
    void anotherRegionIsRefusedWithAHintThatKeepsTheObject() throws IOException {
        applied("aws.west: {region: us-west-2}", AWAY.formatted("aws.west"));
        write("aws.east: {region: us-east-1}", AWAY.formatted("aws.east"));
        assertThat(run("apply --auto-approve").err())
                .contains("SP0531", "`aws.west` (account 123456789012, us-west-2)", "`aws.east` (account 123456789012,")
                .contains("set `provider: aws.west` in this block, and put `aws.west` back under `providers` with")
                .contains("`region: us-west-2`");
        applied(
                "aws.west: {region: us-west-2}, aws.east: {region: us-east-1}",
                AWAY.formatted("aws.west"),
                "here: {type: aws.sns.topic, provider: aws.east, properties: {name: shop-away}}");
        assertThat(done("plan").out()).contains("No changes: all 2");
    }
}
