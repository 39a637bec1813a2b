package dev.setpoint.provider.sandbox.faults.preflight;

import static dev.setpoint.provider.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.provider.sandbox.Sandbox;
import dev.setpoint.provider.sandbox.faults.Seeds;
import dev.setpoint.provider.sandbox.faults.Trial;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.PolicyUsageType;

/** Users with credentials from outside, and policies that bound others, are found before they are deleted. */
class IamDeletionTest {

    private static final String HEAD = """
        setpoint: v1
        stack: trial
        providers:
          aws: {region: us-east-1}
        resources:
          keep: {type: aws.sns.topic, properties: {name: keep}}
        """;
    private static final String USER = "  it: {type: aws.iam.user, properties: {name: it%s}}\n";
    private static final String POLICY =
            "  limit: {type: aws.iam.policy, properties: {name: %s, policy: " + Seeds.YAML_POLICY + "}%s}\n";
    private static final String BOUNDED =
            "  %s: {type: aws.iam.user, properties: {name: %1$s, permissionsBoundary:" + " \"${limit.arn}\"}}\n";
    private static final String ARN = "arn:aws:iam::123456789012:policy/limit";
    private static final String JSON =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\","
                    + "\"Resource\":\"*\"}]}";

    @TempDir
    private Path folder;

    private IamClient iam;

    @BeforeEach
    void open() {
        iam = Sandbox.open(folder.resolve("cloud")).client(IamClient.class, "us-east-1");
    }

    private Trial stack(String resources) {
        return Trial.of(folder, HEAD + resources);
    }

    private static List<String> said(Trial trial) {
        return trial.plan(PlanOptions.APPLY).diagnostics().stream()
                .map(problem -> problem.code() + " " + problem.message())
                .toList();
    }

    /** Something that belongs to a user: how it is made, and what the plan calls it. */
    @SuppressWarnings("ImmutableEnumChecker")
    enum Belonging {
        ACCESS_KEY("access key AKIA", (iam, user) -> iam.createAccessKey(r -> r.userName(user))),
        PASSWORD(
                "password",
                (iam, user) -> iam.createLoginProfile(r -> r.userName(user).password("x"))),
        INLINE(
                "inline policy own",
                (iam, user) -> iam.putUserPolicy(
                        r -> r.userName(user).policyName("own").policyDocument(JSON))),
        ATTACHED(
                "policy arn:aws:iam::aws:policy/ReadOnlyAccess",
                (iam, user) -> iam.attachUserPolicy(
                        r -> r.userName(user).policyArn("arn:aws:iam::aws:policy/ReadOnlyAccess"))),
        CERTIFICATE(
                "signing certificate ",
                (iam, user) ->
                        iam.uploadSigningCertificate(r -> r.userName(user).certificateBody("x"))),
        SSH_KEY(
                "SSH key APKA",
                (iam, user) -> iam.uploadSSHPublicKey(r -> r.userName(user).sshPublicKeyBody("ssh-rsa x"))),
        CREDENTIAL(
                "service credential ACCA",
                (iam, user) -> iam.createServiceSpecificCredential(
                        r -> r.userName(user).serviceName("codecommit.amazonaws.com"))),
        DEVICE("MFA device arn:aws:iam::123456789012:mfa/phone", (iam, user) -> {
            var serial = iam.createVirtualMFADevice(r -> r.virtualMFADeviceName("phone"))
                    .virtualMFADevice()
                    .serialNumber();
            iam.enableMFADevice(r -> r.userName(user)
                    .serialNumber(serial)
                    .authenticationCode1("123456")
                    .authenticationCode2("654321"));
        });

        private final String words;
        private final BiConsumer<IamClient, String> make;

        Belonging(String words, BiConsumer<IamClient, String> make) {
            this.words = words;
            this.make = make;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatBelongsToAUserIsFoundByThePlan(Belonging belonging) {
        assertThat(Trial.problems(stack(USER.formatted("")).apply())).isEmpty();
        belonging.make.accept(iam, "it");
        assertRefused("DeleteConflict", () -> iam.deleteUser(r -> r.userName("it")));
        for (var spec : List.of("", USER.formatted("-anew"))) {
            assertThat(said(stack(spec)))
                    .singleElement()
                    .asString()
                    .startsWith(
                            "SP0550 `it`: the user it is to be deleted, and something outside this stack belongs to it: "
                                    + belonging.words);
        }
        // With forceDestroy it is told of, and goes.
        var forced = USER.formatted(", forceDestroy: true");
        assertThat(Trial.problems(stack(forced).apply())).isEmpty();
        var plan = stack("")
                .plan(PlanOptions.APPLY)
                .fold(_ -> "", found -> found.changes().toString());
        assertThat(plan).contains("What belongs to the user is removed with it: " + belonging.words);
        assertThat(Trial.problems(stack("").apply())).isEmpty();
        assertRefused("NoSuchEntity", () -> iam.getUser(r -> r.userName("it")));
    }

    @Test
    void aListThatTheCallerMayNotReadHidesNoOther() {
        assertThat(Trial.problems(stack(USER.formatted("")).apply())).isEmpty();
        Belonging.ACCESS_KEY.make.accept(iam, "it");
        Belonging.INLINE.make.accept(iam, "it");
        assertThat(said(stack("").with(Map.of("DENY", "iam:ListAccessKeys"))))
                .anyMatch(problem -> problem.endsWith("belongs to it: inline policy own."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"role", "user"})
    void aPolicyThatBoundsSomebodyOutsideIsNotDeleted(String kind) {
        assertThat(Trial.problems(stack(POLICY.formatted("limit", "")).apply())).isEmpty();
        if (kind.equals("role")) {
            new Seeds(Sandbox.open(folder.resolve("cloud"))).role("other", "ec2.amazonaws.com");
            iam.putRolePermissionsBoundary(r -> r.roleName("other").permissionsBoundary(ARN));
        } else {
            iam.createUser(r -> r.userName("other").permissionsBoundary(ARN));
        }
        assertThat(iam.getPolicy(r -> r.policyArn(ARN)).policy().permissionsBoundaryUsageCount())
                .isEqualTo(1);
        assertThat(iam.getPolicy(r -> r.policyArn(ARN)).policy().attachmentCount())
                .isZero();
        assertRefused("DeleteConflict", () -> iam.deletePolicy(r -> r.policyArn(ARN)));
        for (var spec : List.of("", POLICY.formatted("limit-anew", ""))) {
            assertThat(said(stack(spec)))
                    .singleElement()
                    .asString()
                    .startsWith(
                            "SP0550 `limit`: the policy is the permissions boundary of " + kind + " other, and AWS");
        }
    }

    @Test
    void aBoundaryLeavesTheStackTogetherWithThoseThatItBounds() {
        var both = POLICY.formatted("limit", "") + BOUNDED.formatted("it");
        assertThat(Trial.problems(stack(both).apply())).isEmpty();
        var freed = stack(BOUNDED.formatted("it").replace(", permissionsBoundary: \"${limit.arn}\"", ""));
        assertThat(said(freed)).isEmpty();
        assertThat(Trial.problems(freed.apply())).isEmpty();
        assertThat(Trial.problems(stack(both).apply())).isEmpty();
        assertThat(said(stack(""))).isEmpty();
        assertThat(Trial.problems(stack("").apply())).isEmpty();
    }

    @Test
    void aBoundaryThatIsReplacedIsMadeAnewFirst() {
        assertThat(Trial.problems(stack(POLICY.formatted("limit", "") + BOUNDED.formatted("it"))
                        .apply()))
                .isEmpty();
        var deletedFirst = stack(POLICY.formatted("limit-anew", "") + BOUNDED.formatted("it"));
        assertThat(deletedFirst.plan(PlanOptions.APPLY).diagnostics())
                .anyMatch(problem -> problem.message().contains("the permissions boundary of user it")
                        && problem.hint().orElse("").contains("createBeforeDestroy: true"));
        var createdFirst = stack(
                POLICY.formatted("limit-anew", ", lifecycle: {createBeforeDestroy: true}") + BOUNDED.formatted("it"));
        assertThat(said(createdFirst)).isEmpty();
        assertThat(Trial.problems(createdFirst.apply())).isEmpty();
        assertThat(createdFirst.pending()).isEmpty();
    }

    @Test
    void usersOfAPolicyAreListedByTheWayTheyUseIt() {
        iam.createPolicy(r -> r.policyName("limit").policyDocument(JSON));
        iam.createUser(r -> r.userName("bounded").permissionsBoundary(ARN));
        iam.createUser(r -> r.userName("attached"));
        iam.attachUserPolicy(r -> r.userName("attached").policyArn(ARN));
        assertThat(iam.listEntitiesForPolicy(r -> r.policyArn(ARN)).policyUsers())
                .hasSize(2);
        assertThat(iam.listEntitiesForPolicy(
                                r -> r.policyArn(ARN).policyUsageFilter(PolicyUsageType.PERMISSIONS_BOUNDARY))
                        .policyUsers())
                .singleElement()
                .returns("bounded", user -> user.userName());
    }
}
