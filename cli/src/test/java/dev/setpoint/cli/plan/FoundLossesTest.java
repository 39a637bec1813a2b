package dev.setpoint.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import dev.setpoint.cli.testing.SandboxRun;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Data losses that a plan finds in the cloud are in every format and in the saved plan. */
class FoundLossesTest {

    private static final String WITHOUT = """
        setpoint: v1
        stack: found
        providers: {aws: {region: us-east-1}}
        resources:
          other: {type: aws.sns.topic, properties: {name: found-other}}
        """;

    private static final String BUCKET =
            WITHOUT + "  store: {type: aws.s3.bucket, properties: {name: found-store, forceEmpty: true}}\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void aBucketThatIsToGo() throws IOException {
        spec(BUCKET);
        assertThat(run("apply --auto-approve").code()).isZero();
        spec(WITHOUT);
    }

    /** The new bucket is made first; when what depends on it fails, the old one is left over. */
    private static String replacing(String name, String value) {
        return WITHOUT + """
              store:
                type: aws.s3.bucket
                properties: {name: %s, forceEmpty: true}
                lifecycle: {createBeforeDestroy: true}
              user: {type: core.value, properties: {value: "%s"}}
            """.formatted(name, value);
    }

    private void spec(String text) throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), text);
    }

    private Run run(String command) {
        return SandboxRun.run(folder.resolve("cloud"), folder, command.split(" ", -1));
    }

    private void put(String key) {
        Sandbox.open(folder.resolve("cloud"))
                .client(S3Client.class, "us-east-1")
                .putObject(r -> r.bucket("found-store").key(key), RequestBody.fromString("x"));
    }

    private static List<Value> losses(Run run) {
        return ((Value.Map) ((Value.Map) Json.read(run.out())).list("changes").getFirst()).list("dataLoss");
    }

    @Test
    void everyFormatHasThem() {
        put("one");
        var sentence = "It holds 1 object version and 0 delete markers, which are deleted.";

        assertThat(run("plan").out()).contains("! " + sentence);
        assertThat(run("plan --format markdown").out()).contains("! " + sentence, ": The bucket is deleted");
        assertThat(losses(run("plan --format json"))).hasSize(2).endsWith(Value.of(sentence));
        run("plan --out it.plan");
        assertThat(run("show it.plan").out()).contains("! " + sentence);
        assertThat(losses(run("show it.plan --format json"))).endsWith(Value.of(sentence));
        assertThat(run("plan --destroy --format json").out()).contains(sentence);
    }

    @Test
    void anotherNumberOfLossesIsTheSamePlan() {
        put("one");
        run("plan --out it.plan");
        put("two");

        assertThat(run("apply it.plan --auto-approve").out()).contains("Applied: 1 deleted");
    }

    @Test
    void aDataLossThatThePlanDoesNotListIsRefused() {
        run("plan --out it.plan");
        put("one");

        var apply = run("apply it.plan --auto-approve");

        assertThat(apply.code()).isEqualTo(1);
        assertThat(apply.err())
                .contains("error[SP0804]", "`store`", "data that the plan does not mention. It holds 1 object version");
    }

    @Test
    void theBucketThatAReplacementHasLeftOverHasItsOwn() throws IOException {
        spec(replacing("found-store", "${store.arn}"));
        assertThat(run("apply --auto-approve").code()).isZero();
        spec(replacing("found-new", "${int(store.arn)}"));
        assertThat(run("apply --auto-approve").code()).isEqualTo(1);
        put("one");
        spec(WITHOUT);

        var plan = run("plan");

        assertThat(plan.out())
                .contains("2 of these changes destroy data")
                .containsOnlyOnce("It holds 1 object version");
    }
}
