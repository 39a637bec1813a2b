package dev.setpoint.cli.plan.saved;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Refusals of a saved plan because spec, inputs, account or region differ. */
class SavedPlanRefusalsTest extends PlannedStore {

    @Test
    void aChangedSpec() throws IOException {
        planned("");
        write("setpoint.yaml", STORE + "\n# a remark\n");
        refused("SP0808", "`setpoint.yaml` has changed");
    }

    @Test
    void aChangedDefaultTag() throws IOException {
        applied();
        planned(" --input owner=crew");
        write("setpoint.yaml", STORE.replace("Project: store", "Project: shop"));
        refused("SP0808");
    }

    @Test
    void anotherInputOnTheCommandLineOrInAFile() throws IOException {
        planned(" --input owner=crew");
        refused(Map.of(), " --input owner=thief", "SP0809", "`owner` was `crew`", "is `thief` now");
        write("inputs.yaml", "owner: thief\n");
        refused(Map.of(), " --inputs inputs.yaml", "SP0809", "`owner` was `crew`", "is `thief` now");
    }

    @Test
    void theEnvironmentDoesNotChangeAnInputOfThePlan() throws IOException {
        write("inputs.yaml", "suffix: filed\n");
        assertThat(run(Map.of("SETPOINT_INPUT_OWNER", "crew"), "plan --out saved.plan --inputs inputs.yaml")
                        .code())
                .isZero();
        var other = Map.of("SETPOINT_INPUT_OWNER", "thief", "SETPOINT_INPUT_SUFFIX", "thief");
        assertThat(run(other, "apply saved.plan --auto-approve").code()).isZero();
        var tags = s3().getBucketTagging(r -> r.bucket("store-filed")).tagSet();
        assertThat(tags).anyMatch(tag -> tag.value().equals("crew"));
    }

    @Test
    void anotherSecretIsRefusedAndNotShown() throws IOException {
        planned(" --input password=hunter2");
        refused(Map.of(), " --input password=hunter3", "SP0809", "was a secret", "is another secret now");
        assertThat(run("apply saved.plan --auto-approve --input password=hunter3")
                        .err())
                .doesNotContain("hunter");
        assertThat(Files.readString(folder.resolve("saved.plan"))).doesNotContain("hunter");
    }

    @Test
    void anotherAccount() throws IOException {
        planned("");
        refused(
                Map.of("SETPOINT_SANDBOX_ACCOUNT", "999999999999"),
                "",
                "SP0806",
                "account 123456789012",
                "for account 999999999999");
        applied();
        planned(" --input owner=crew");
        refused(Map.of("SETPOINT_SANDBOX_ACCOUNT", "999999999999"), "", "SP0502", "999999999999");
    }

    @Test
    void anotherRegion() throws IOException {
        planned("");
        refused(
                Map.of("AWS_REGION", "eu-west-1"),
                "",
                "SP0811",
                "region of provider `aws` was `us-east-1`",
                "`eu-west-1` now");
    }

    @Test
    void anotherStack() throws IOException {
        planned("");
        write("setpoint.yaml", STORE.replace("stack: store", "stack: shop"));
        refused("SP0805", "for stack `store`", "of `shop`");
    }

    @Test
    void theSpecGone() throws IOException {
        planned("");
        Files.delete(folder.resolve("setpoint.yaml"));
        refused("SP0953", "neither in this folder nor beside the plan");
    }
}
