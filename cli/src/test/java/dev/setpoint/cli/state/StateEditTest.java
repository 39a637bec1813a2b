package dev.setpoint.cli.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import dev.setpoint.cli.testing.SandboxRun;
import dev.setpoint.provider.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** The state's resources by hand: taken out, taken over, and called otherwise; the cloud stays as it is. */
class StateEditTest {

    private static final String SHOP = """
        setpoint: v1
        stack: shop
        providers: {aws: {}}
        resources:
          goods:
            type: aws.s3.bucket
            properties: {name: shop-goods, versioning: Enabled}
          rules:
            type: aws.s3.bucketPolicy
            properties:
              bucket: ${goods.name}
              policy:
                Version: "2012-10-17"
                Statement:
                  - {Effect: Deny, Principal: "*", Action: "s3:*", Resource: "${goods.arn}/*", Condition: {Bool: {"aws:SecureTransport": "false"}}}
        """;

    @TempDir
    private Path folder;

    @BeforeEach
    void applied() throws IOException {
        spec(SHOP);
        assertThat(run("apply", "--auto-approve").code()).isZero();
    }

    private void spec(String text) throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), text);
    }

    private Run run(String... command) {
        return SandboxRun.run(folder.resolve("cloud"), folder, command);
    }

    private Run refused(String code, String... command) {
        var run = run(command);
        assertThat(run.code()).as(run.out()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("error[" + code + "]").contains("hint: ");
        return run;
    }

    private void unchanged() {
        assertThat(run("plan").out()).startsWith("No changes");
    }

    @Test
    void aRemovedResourceStaysInTheCloudAndCanBeImported() {
        var out = run("state", "rm", "goods");
        assertThat(out.out()).contains("`shop-goods`", "setpoint import goods shop-goods");
        assertThat(run("state", "list").out()).doesNotContain("aws.s3.bucket ");
        var blocked = run("plan");
        assertThat(blocked.code()).isEqualTo(1);
        assertThat(blocked.out()).contains("goods (aws.s3.bucket) BLOCKED");
        assertThat(blocked.err()).startsWith("error[SP0520]").contains("hint: ");

        var in = run("import", "goods", "shop-goods");
        assertThat(in.code()).as(in.err()).isZero();
        assertThat(in.out()).contains("Imported `goods`", "It matches the spec.");
        unchanged();
        assertThat(run("destroy", "--auto-approve").code()).isZero();
    }

    @Test
    void differencesAreShownAndAppliedByTheNextRun() {
        run("state", "rm", "goods");
        Sandbox.open(folder.resolve("cloud"))
                .client(S3Client.class, "us-east-1")
                .putBucketVersioning(r -> r.bucket("shop-goods")
                        .versioningConfiguration(v -> v.status(BucketVersioningStatus.SUSPENDED)));

        var in = run("import", "goods", "shop-goods");
        assertThat(in.out()).contains("versioning: Suspended → Enabled");
        assertThat(run("plan").out()).contains("versioning: Suspended → Enabled", "1 to update");
        assertThat(run("apply", "--auto-approve").code()).isZero();
        unchanged();
    }

    @Test
    void aResourceIsRenamed() throws IOException {
        assertThat(run("state", "mv", "goods", "wares").out()).contains("Moved `goods` to `wares`");
        spec(SHOP.replace("goods:", "wares:").replace("${goods.", "${wares."));
        unchanged();
        assertThat(run("destroy", "--auto-approve").code()).isZero();
    }

    @Test
    void theCommandsAnswerInJsonToo() {
        assertThat(run("state", "mv", "goods", "wares", "--format", "json").out())
                .contains("\"address\" : \"wares\"");
        assertThat(run("state", "mv", "wares", "goods").code()).isZero();
        assertThat(run("state", "rm", "goods", "--format", "json").out()).contains("\"identity\" : \"shop-goods\"");
        assertThat(run("import", "goods", "shop-goods", "--format", "json").out())
                .contains("\"differs\" : [ ]");
    }

    @Test
    void missingAndExistingAddressesAreRefusedWithAHint() {
        assertThat(refused("SP0931", "state", "rm", "good").err()).contains("`goods`");
        assertThat(refused("SP0931", "state", "mv", "good", "wares").err()).contains("`goods`");
        assertThat(refused("SP0741", "state", "mv", "goods", "rules").err()).contains("state rm rules");
        assertThat(refused("SP0743", "state", "mv", "goods", "My Goods").err()).contains("`My Goods`");
        assertThat(refused("SP0543", "import", "godos", "shop-goods").err()).contains("`goods`");
        assertThat(refused("SP0544", "import", "goods", "other").err()).contains("state rm goods");
        run("state", "rm", "goods");
        assertThat(refused("SP0534", "import", "goods", "no-such-bucket").err()).contains("no-such-bucket");
        run("import", "goods", "shop-goods");
        run("state", "mv", "goods", "wares");
        assertThat(refused("SP0545", "import", "goods", "shop-goods").err()).contains("state mv wares goods");
    }

    @Test
    void anImportThatWouldReplaceIsRefused() throws IOException {
        run("state", "rm", "goods");
        spec(SHOP.replace("name: shop-goods", "name: shop-wares"));
        refused("SP0535", "import", "goods", "shop-goods");
        assertThat(run("state", "list").out()).doesNotContain("aws.s3.bucket ");
    }
}
