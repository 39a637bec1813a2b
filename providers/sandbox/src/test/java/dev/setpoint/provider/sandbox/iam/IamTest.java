package dev.setpoint.provider.sandbox.iam;

import static dev.setpoint.provider.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import dev.setpoint.provider.sandbox.testing.StandingClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.kms.KmsClient;

class IamTest {

    private static final String TRUST = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},"Action":"sts:AssumeRole"}]}\
        """;
    private static final String ALLOW = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}\
        """;

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private IamClient iam;

    @BeforeEach
    void open() {
        sandbox = Sandbox.open(folder);
        iam = sandbox.client(IamClient.class, "us-east-1");
    }

    private void role(String name) {
        iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(TRUST));
    }

    @Test
    void rolesReadBackWithEncodedDocumentsAndDefaults() {
        var created = iam.createRole(r -> r.roleName("Role").path("/app/").assumeRolePolicyDocument(TRUST))
                .role();
        assertThat(created.maxSessionDuration()).isNull();
        var read = sandbox.client(IamClient.class, "eu-west-1")
                .getRole(r -> r.roleName("role"))
                .role();
        assertThat(read.arn()).isEqualTo("arn:aws:iam::123456789012:role/app/Role");
        assertThat(read.roleId()).matches("AROA[A-Z2-7]{17}");
        assertThat(read.maxSessionDuration()).isEqualTo(3600);
        assertThat(read.assumeRolePolicyDocument()).startsWith("%7B%22Version%22");
        assertThat(read.description()).isNull();
    }

    @Test
    void roleNamesAreCheckedAndUniqueIgnoringCase() {
        role("one");
        assertRefused("EntityAlreadyExists", () -> role("ONE"));
        assertRefused("ValidationError", () -> role("a b"));
        assertRefused("ValidationError", () -> role("x".repeat(65)));
        assertRefused(
                "ValidationError",
                () -> iam.createRole(r -> r.roleName("two").path("app").assumeRolePolicyDocument(TRUST)));
        assertRefused(
                "ValidationError",
                () -> iam.createRole(
                        r -> r.roleName("two").maxSessionDuration(100).assumeRolePolicyDocument(TRUST)));
        assertRefused("NoSuchEntity", () -> iam.getRole(r -> r.roleName("two")));
    }

    @Test
    void trustPoliciesAreChecked() {
        assertRefused(
                "MalformedPolicyDocument",
                () -> iam.createRole(r -> r.roleName("r").assumeRolePolicyDocument("{")));
        assertRefused(
                "MalformedPolicyDocument",
                () -> iam.createRole(r -> r.roleName("r").assumeRolePolicyDocument(ALLOW)));
        assertRefused(
                        "MalformedPolicyDocument",
                        () -> iam.createRole(r -> r.roleName("r")
                                .assumeRolePolicyDocument(TRUST.replace(
                                        "\"Service\":\"s3.amazonaws.com\"",
                                        "\"AWS\":\"arn:aws:iam::123456789012:role/none\""))))
                .hasMessageContaining("Invalid principal in policy");
        assertRefused(
                "LimitExceeded",
                () -> iam.createRole(r -> r.roleName("r")
                        .assumeRolePolicyDocument(TRUST.replace("sts:AssumeRole", "sts:" + "A".repeat(2048)))));
    }

    @Test
    void updateRoleResetsTheSessionDurationThatIsLeftOut() {
        iam.createRole(r -> r.roleName("r").maxSessionDuration(7200).assumeRolePolicyDocument(TRUST));
        iam.updateRole(r -> r.roleName("r").description("d"));
        assertThat(iam.getRole(r -> r.roleName("r")).role().maxSessionDuration())
                .isEqualTo(3600);
    }

    @Test
    void aRoleWithPoliciesCannotBeDeleted() {
        role("r");
        iam.putRolePolicy(r -> r.roleName("r").policyName("p").policyDocument(ALLOW));
        assertRefused("DeleteConflict", () -> iam.deleteRole(r -> r.roleName("r")));
        iam.deleteRolePolicy(r -> r.roleName("r").policyName("p"));
        iam.attachRolePolicy(r -> r.roleName("r").policyArn("arn:aws:iam::aws:policy/ReadOnlyAccess"));
        assertRefused("DeleteConflict", () -> iam.deleteRole(r -> r.roleName("r")));
        iam.detachRolePolicy(r -> r.roleName("r").policyArn("arn:aws:iam::aws:policy/ReadOnlyAccess"));
        iam.deleteRole(r -> r.roleName("r"));
        assertRefused("NoSuchEntity", () -> iam.deleteRole(r -> r.roleName("r")));
    }

    @Test
    void inlinePoliciesHaveLimits() {
        role("r");
        assertRefused(
                "MalformedPolicyDocument",
                () -> iam.putRolePolicy(r -> r.roleName("r").policyName("p").policyDocument(TRUST)));
        assertRefused(
                "LimitExceeded",
                () -> iam.putRolePolicy(r -> r.roleName("r")
                        .policyName("p")
                        .policyDocument(ALLOW.replace("\"*\"", "\"arn:aws:s3:::" + "x".repeat(10_240) + "\""))));
        assertRefused(
                "NoSuchEntity", () -> iam.getRolePolicy(r -> r.roleName("r").policyName("p")));
        iam.putRolePolicy(r -> r.roleName("r").policyName("p").policyDocument(ALLOW));
        assertThat(iam.listRolePolicies(r -> r.roleName("r")).policyNames()).containsExactly("p");
    }

    @Test
    void managedPoliciesHaveFiveVersionsAndConflictsOnDelete() {
        var arn = iam.createPolicy(r -> r.policyName("p").policyDocument(ALLOW))
                .policy()
                .arn();
        assertRefused(
                "EntityAlreadyExists",
                () -> iam.createPolicy(r -> r.policyName("P").path("/x/").policyDocument(ALLOW)));
        assertRefused(
                "MalformedPolicyDocument",
                () -> iam.createPolicy(r -> r.policyName("q").policyDocument("{\"Statement\":[]}")));
        for (var i = 0; i < 4; i++) {
            iam.createPolicyVersion(r -> r.policyArn(arn).policyDocument(ALLOW).setAsDefault(true));
        }
        assertRefused(
                "LimitExceeded",
                () -> iam.createPolicyVersion(r -> r.policyArn(arn).policyDocument(ALLOW)));
        assertRefused("DeleteConflict", () -> iam.deletePolicy(r -> r.policyArn(arn)));
        assertRefused(
                "DeleteConflict",
                () -> iam.deletePolicyVersion(r -> r.policyArn(arn).versionId("v5")));
        assertThat(iam.listPolicyVersions(r -> r.policyArn(arn)).versions())
                .extracting(PolicyVersion::versionId)
                .containsExactly("v5", "v4", "v3", "v2", "v1");
        for (var version : iam.listPolicyVersions(r -> r.policyArn(arn)).versions()) {
            if (!version.isDefaultVersion()) {
                iam.deletePolicyVersion(r -> r.policyArn(arn).versionId(version.versionId()));
            }
        }
        role("r");
        iam.attachRolePolicy(r -> r.roleName("r").policyArn(arn));
        assertThat(iam.listEntitiesForPolicy(r -> r.policyArn(arn)).policyRoles())
                .hasSize(1);
        assertRefused("DeleteConflict", () -> iam.deletePolicy(r -> r.policyArn(arn)));
        iam.detachRolePolicy(r -> r.roleName("r").policyArn(arn));
        iam.deletePolicy(r -> r.policyArn(arn));
        assertRefused("NoSuchEntity", () -> iam.getPolicy(r -> r.policyArn(arn)));
        assertRefused("ValidationError", () -> iam.getPolicy(r -> r.policyArn("p")));
        assertRefused(
                "NoSuchEntity", () -> iam.attachRolePolicy(r -> r.roleName("r").policyArn(arn)));
    }

    @Test
    void otherServicesRefuseANewRoleForAWhileAndRememberADeletedOneByItsId() {
        var eventual = Sandbox.open(folder, StandingClock.settings().withNewPrincipals(Duration.ofSeconds(10)));
        var arn = eventual.client(IamClient.class, "us-east-1")
                .createRole(r -> r.roleName("fresh").assumeRolePolicyDocument(TRUST))
                .role()
                .arn();
        var policy = """
            {"Version":"2012-10-17","Statement":[
             {"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"kms:*","Resource":"*"},
             {"Effect":"Allow","Principal":{"AWS":"%s"},"Action":"kms:Decrypt","Resource":"*"}]}\
            """.formatted(arn);
        var kms = eventual.client(KmsClient.class, "us-east-1");
        assertRefused("MalformedPolicyDocumentException", () -> kms.createKey(r -> r.policy(policy)));
        eventual.clock().pause(Duration.ofSeconds(10));
        var key = kms.createKey(r -> r.policy(policy)).keyMetadata().keyId();
        assertThat(kms.getKeyPolicy(r -> r.keyId(key)).policy()).contains(arn);
        eventual.client(IamClient.class, "us-east-1").deleteRole(r -> r.roleName("fresh"));
        assertThat(kms.getKeyPolicy(r -> r.keyId(key)).policy())
                .contains("AROA")
                .doesNotContain(arn);
    }

    @Test
    void simulationsKnowWhatPoliciesOfAwsAllow() {
        role("r");
        var arn = "arn:aws:iam::123456789012:role/r";
        iam.attachRolePolicy(r -> r.roleName("r").policyArn("arn:aws:iam::aws:policy/service-role/AWS_ConfigRole"));
        assertThat(simulated(arn, "kms:DescribeKey")).isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
        assertThat(simulated(arn, "kms:Decrypt")).isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
        iam.attachRolePolicy(r -> r.roleName("r").policyArn("arn:aws:iam::aws:policy/PowerUserAccess"));
        assertThat(simulated(arn, "kms:Decrypt")).isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
        assertThat(simulated(arn, "iam:CreateRole")).isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
    }

    @Test
    void aSimulationThatDependsOnAPolicyTheSandboxDoesNotKnowIsRefused() {
        role("r");
        iam.putRolePolicy(r -> r.roleName("r").policyName("read").policyDocument(ALLOW));
        iam.attachRolePolicy(r -> r.roleName("r").policyArn("arn:aws:iam::aws:policy/AmazonGlacierFullAccess"));
        var arn = "arn:aws:iam::123456789012:role/r";
        assertThat(simulated(arn, "s3:GetObject")).isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
        assertRefused("NotImplemented", () -> simulated(arn, "s3:PutObject"))
                .hasMessageContaining("AmazonGlacierFullAccess");
    }

    private PolicyEvaluationDecisionType simulated(String principal, String action) {
        return iam.simulatePrincipalPolicy(r -> r.policySourceArn(principal).actionNames(action))
                .evaluationResults()
                .getFirst()
                .evalDecision();
    }
}
