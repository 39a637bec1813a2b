package dev.setpoint.cli.plan.saved;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import dev.setpoint.provider.aws.testing.HttpCloud;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** Refusals of a saved plan because state or cloud have changed since. */
class StalePlanTest extends PlannedStore {

    @Test
    void aStateThatHasMovedOn() throws IOException {
        applied();
        planned(" --input owner=crew");
        assertThat(run("apply --auto-approve --input owner=guild").code()).isZero();
        refused("SP0810", "from serial 2 to 3");
    }

    @Test
    void aStateThatWasBegunAnew() throws IOException {
        applied();
        planned(" --input owner=crew");
        assertThat(run("destroy --auto-approve").code()).isZero();
        try (var files = Files.walk(folder.resolve(".setpoint"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        refused("SP0810", "state");
    }

    @Test
    void driftOfOneResourceWithBothValuesAndNothingOverwritten() throws IOException {
        applied();
        planned(" --input owner=crew");
        s3().putBucketVersioning(r ->
                r.bucket("store-demo-logs").versioningConfiguration(v -> v.status(BucketVersioningStatus.SUSPENDED)));
        refused("SP0804", "setpoint.yaml:22:", "`versioning` of `logs` was `Enabled`", "is `Suspended` now");
    }

    @Test
    void aResourceDeletedOutsideOfSetpoint() throws IOException {
        applied();
        planned(" --input owner=crew");
        s3().deleteBucketTagging(r -> r.bucket("store-demo"));
        refused("SP0804", "`tags.Owner` of `bucket` was `team`", "is not set now");
        s3().deleteBucket(r -> r.bucket("store-demo"));
        refused("SP0804", "`bucket` has gone from the cloud");
    }

    @Test
    void driftOverHttp() throws IOException {
        var variables = HttpCloud.environment("us-east-1");
        var name = "store-" + UUID.randomUUID();
        Run.with(variables, folder, "apply", "--auto-approve", "--input", "suffix=" + name);
        var plan = Run.with(variables, folder, "plan", "--out", "saved.plan", "--input", "suffix=" + name);
        assertThat(plan.out()).startsWith("No changes");
        Run.with(
                variables, folder, "plan", "--out", "saved.plan", "--input", "suffix=" + name, "--input", "owner=crew");
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
        try (var s3 = S3Client.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .forcePathStyle(true)
                .endpointOverride(URI.create(HttpCloud.endpoint()))
                .build()) {
            s3.putBucketVersioning(r -> r.bucket("store-" + name + "-logs")
                    .versioningConfiguration(v -> v.status(BucketVersioningStatus.SUSPENDED)));
            var run = Run.with(variables, folder, "apply", "saved.plan", "--auto-approve");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("`versioning` of `logs` was `Enabled`", "is `Suspended` now");
            assertThat(s3.getBucketVersioning(r -> r.bucket("store-" + name + "-logs"))
                            .status())
                    .isEqualTo(BucketVersioningStatus.SUSPENDED);
        }
        var destroyed = Run.with(variables, folder, "destroy", "--auto-approve", "--input", "suffix=" + name);
        assertThat(destroyed.code()).as(destroyed.err()).isZero();
    }

    @Test
    void aPlanIsAppliedOnce() throws IOException {
        planned("");
        assertThat(run("apply saved.plan --auto-approve").code()).isZero();
        refused("SP0810", "applied already");
    }
}
