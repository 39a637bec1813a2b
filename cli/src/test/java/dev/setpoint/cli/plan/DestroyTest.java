package dev.setpoint.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import dev.setpoint.cli.testing.SandboxRun;
import dev.setpoint.provider.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Preview of destroy, and resources that options keep. */
class DestroyTest {

    private static final Path EXAMPLE = Path.of("../examples/s3-encryption-full/setpoint.yaml");
    private static final String BUCKET = "my-prod-encrypted-bucket-demo";

    @TempDir
    private Path folder;

    @BeforeEach
    void apply() throws IOException {
        SandboxRun.copy(EXAMPLE, folder);
        assertThat(run("apply", "--auto-approve").code()).isZero();
    }

    @Test
    void lossesAreCountedBeforeTheQuestion() {
        put("one");
        put("one");
        s3().deleteObject(r -> r.bucket(BUCKET).key("one"));
        var run = run("plan", "--destroy", "--input", "forceEmpty=true");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("! It holds 2 object versions and 1 delete marker, which are deleted.")
                .containsPattern("! With everything under it, it is gone for ever on \\d{4}-\\d\\d-\\d\\d, or when its")
                .doesNotContain("0 object versions");
        var asked = run("destroy", "--input", "forceEmpty=true");
        assertThat(asked.code()).isEqualTo(1);
        assertThat(asked.out()).contains("It holds 2 object versions and 1 delete marker");
        assertThat(run("destroy", "--input", "forceEmpty=true", "--auto-approve")
                        .code())
                .isZero();
    }

    @Test
    void aBucketThatIsNotEmptyStopsDestroyBeforeItsFirstChange() {
        put("one");
        var run = run("destroy", "--auto-approve");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("SP0550", "it holds 1 object version and 0 delete markers", "Set `forceEmpty: true`");
        assertThat(run("plan", "--detailed-exitcode").code()).isZero();
    }

    @Test
    void dataIsKeptWithWhatItNeeds() {
        put("one");
        var run = run("destroy", "--keep-data", "--auto-approve");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().replaceAll("\\s+", " "))
                .contains("Kept, with their data; `setpoint destroy` without --keep-data removes them")
                .contains("alarms, bucket, key, logBucket, logBucketPolicy, logNotice, macie, monitoringKey,"
                        + " replicaBucket, replicaKey, trailBucket, trailLogs");
        assertThat(s3().headObject(r -> r.bucket(BUCKET).key("one")).contentLength())
                .isEqualTo(3);
        assertThat(run("state", "list").out().lines()).hasSize(12);
        assertThat(run("destroy", "--keep-data", "--auto-approve").out())
                .contains("Nothing to destroy: all that is left is kept.");
    }

    @Test
    void keptResourcesCanBeManagedAgainAndDestroyed() throws IOException {
        assertThat(run("destroy", "--keep-data", "--auto-approve").code()).isZero();
        var again = run("apply", "--auto-approve");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(run("plan", "--detailed-exitcode").code()).isZero();
        assertThat(run("destroy", "--keep-data", "--auto-approve", "--format", "json")
                        .out())
                .contains("\"kept\"", "\"bucket\"");
        var rest = run("destroy", "--auto-approve");
        assertThat(rest.code()).as(rest.err()).isZero();
        assertThat(run("state", "list").out()).isEmpty();
    }

    private void put(String key) {
        s3().putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString("one"));
    }

    private S3Client s3() {
        return Sandbox.open(folder.resolve("cloud")).client(S3Client.class, "us-east-1");
    }

    private Run run(String... command) {
        return SandboxRun.run(folder.resolve("cloud"), folder, command);
    }
}
