package dev.setpoint.provider.sandbox.s3;

import static dev.setpoint.provider.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;

/** ACLs of buckets. See behaviour.md#s3-acl. */
class AclTest {

    private static final String GROUPS = "http://acs.amazonaws.com/groups/";
    private static final String SOMEBODY = "a".repeat(64);

    @TempDir
    Path folder;

    private S3Client s3;
    private String owner = "";

    @BeforeEach
    void open() {
        s3 = Sandbox.open(folder).client(S3Client.class, "us-east-1");
        s3.createBucket(r -> r.bucket("closed"));
        s3.createBucket(r -> r.bucket("open").objectOwnership("BucketOwnerPreferred"));
        s3.putPublicAccessBlock(r -> r.bucket("open").publicAccessBlockConfiguration(c -> c.blockPublicAcls(false)));
        owner = s3.listBuckets().owner().id();
    }

    private List<String> grants() {
        return s3.getBucketAcl(r -> r.bucket("open")).grants().stream()
                .map(grant -> (grant.grantee().uri() == null
                                ? grant.grantee().id()
                                : grant.grantee().uri().replace(GROUPS, ""))
                        + " " + grant.permissionAsString())
                .toList();
    }

    private static Grant toGroup(String uri) {
        return Grant.builder()
                .grantee(g -> g.type("Group").uri(uri))
                .permission("READ")
                .build();
    }

    private static Grant toUser(String id, String permission) {
        return Grant.builder()
                .grantee(g -> g.type("CanonicalUser").id(id))
                .permission(permission)
                .build();
    }

    private void put(Grant... grants) {
        s3.putBucketAcl(r -> r.bucket("open")
                .accessControlPolicy(p -> p.owner(o -> o.id(owner)).grants(grants)));
    }

    @Test
    void aNewBucketIsItsOwnersAlone() {
        assertThat(grants()).containsExactly(owner + " FULL_CONTROL");
        assertThat(s3.getBucketAcl(r -> r.bucket("closed")).owner().id()).isEqualTo(owner);
    }

    @ParameterizedTest
    @CsvSource({
        "public-read,global/AllUsers READ",
        "authenticated-read,global/AuthenticatedUsers READ",
        "log-delivery-write,s3/LogDelivery WRITE",
    })
    void aCannedAclIsReadAsItsGrants(String acl, String grant) {
        s3.putBucketAcl(r -> r.bucket("open").acl(acl));
        assertThat(grants()).contains(owner + " FULL_CONTROL", grant);
        s3.putBucketAcl(r -> r.bucket("open").acl("private"));
        assertThat(grants()).containsExactly(owner + " FULL_CONTROL");
    }

    @Test
    void aBucketWithoutAclsRefusesEveryOne() {
        for (var acl : List.of("private", "log-delivery-write")) {
            assertRefused(
                    "AccessControlListNotSupported",
                    () -> s3.putBucketAcl(r -> r.bucket("closed").acl(acl)));
        }
    }

    @Test
    void aclsAreTurnedOffOnlyWhenNobodyElseHasAGrant() {
        s3.putBucketAcl(r -> r.bucket("open").acl("log-delivery-write"));
        assertRefused("InvalidBucketAclWithObjectOwnership", () -> own("BucketOwnerEnforced"));
        own("ObjectWriter");
        s3.putBucketAcl(r -> r.bucket("open").acl("private"));
        own("BucketOwnerEnforced");
    }

    private void own(String ownership) {
        s3.putBucketOwnershipControls(r -> r.bucket("open")
                .ownershipControls(c -> c.rules(OwnershipControlsRule.builder()
                        .objectOwnership(ownership)
                        .build())));
    }

    @Test
    void publicAclsAreBlocked() {
        s3.putPublicAccessBlock(r -> r.bucket("open").publicAccessBlockConfiguration(c -> c.blockPublicAcls(true)));
        assertRefused(
                        "AccessDenied",
                        () -> s3.putBucketAcl(r -> r.bucket("open").acl("public-read")))
                .hasMessageContaining("BlockPublicAcls");
        assertRefused("AccessDenied", () -> put(toGroup(GROUPS + "global/AuthenticatedUsers")));
        s3.putBucketAcl(r -> r.bucket("open").acl("log-delivery-write"));
        assertRefused(
                "InvalidBucketAclWithBlockPublicAccessError",
                () -> s3.createBucket(
                        r -> r.bucket("new").objectOwnership("ObjectWriter").acl("public-read")));
        assertRefused(
                "InvalidBucketAclWithObjectOwnership",
                () -> s3.createBucket(r -> r.bucket("new").acl("public-read")));
    }

    @Test
    void grantsAreChecked() {
        put(toUser(owner, "FULL_CONTROL"), toUser(SOMEBODY, "READ"), toGroup(GROUPS + "s3/LogDelivery"));
        assertThat(grants()).hasSize(3);
        assertRefused("InvalidArgument", () -> put(toUser("123456789012", "READ")))
                .hasMessageContaining("Invalid id");
        assertRefused("InvalidArgument", () -> put(toGroup("http://example.com")))
                .hasMessageContaining("Invalid group uri");
        assertRefused("MalformedACLError", () -> put(toUser(SOMEBODY, "EVERYTHING")));
        assertRefused(
                "MethodNotAllowed",
                () -> put(Grant.builder()
                        .grantee(g -> g.type("AmazonCustomerByEmail").emailAddress("a@example.com"))
                        .permission("READ")
                        .build()));
        assertRefused(
                "MalformedACLError",
                () -> s3.putBucketAcl(
                        r -> r.bucket("open").accessControlPolicy(p -> p.grants(toUser(SOMEBODY, "READ")))));
    }

    @Test
    void oneWayOfGivingAnAclIsEnough() {
        s3.putBucketAcl(r -> r.bucket("open").grantRead("id=\"" + SOMEBODY + "\", uri=" + GROUPS + "s3/LogDelivery"));
        assertThat(grants()).containsExactly(SOMEBODY + " READ", "s3/LogDelivery READ");
        assertRefused("MissingSecurityHeader", () -> s3.putBucketAcl(r -> r.bucket("open")));
        assertRefused(
                "InvalidRequest",
                () -> s3.putBucketAcl(r -> r.bucket("open").acl("private").grantRead("id=" + SOMEBODY)));
        assertRefused(
                "UnexpectedContent",
                () -> s3.putBucketAcl(r -> r.bucket("open")
                        .acl("private")
                        .accessControlPolicy(p -> p.owner(o -> o.id(owner)).grants(toUser(SOMEBODY, "READ")))));
        assertRefused(
                "InvalidArgument", () -> s3.putBucketAcl(r -> r.bucket("open").acl("everybody")));
    }
}
