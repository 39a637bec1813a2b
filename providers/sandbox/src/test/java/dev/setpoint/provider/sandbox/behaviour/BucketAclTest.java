package dev.setpoint.provider.sandbox.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.provider.sandbox.Sandbox;
import dev.setpoint.provider.sandbox.contract.Cloud;
import dev.setpoint.provider.sandbox.contract.ContractRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

/** ACLs and grants of a bucket, and the ownership that they depend on. See behaviour.md#s3-acl. */
final class BucketAclTest {

    private static final String GROUPS = "http://acs.amazonaws.com/groups/";
    private static final String OWNER =
            "{id: 75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a" + ", permission: FULL_CONTROL}";
    private static final String OTHER =
            "{id: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, permission: READ}";
    private static final String GRANTS =
            "grants: [" + OTHER + ", " + OWNER + ", {uri: " + GROUPS + "s3/LogDelivery, permission: WRITE}]";
    private static final String PREFERRED = "ownership: BucketOwnerPreferred, ";

    @TempDir
    private Path folder;

    private ContractRun run;

    @BeforeEach
    void open() {
        run = new ContractRun(Cloud.SANDBOX, folder, Map.of());
    }

    private S3Client s3() {
        return Sandbox.open(folder.resolve("cloud")).client(S3Client.class, "us-east-1");
    }

    private static Source bucket(String more) {
        return new Source("setpoint.yaml", """
            setpoint: v1
            stack: open
            providers:
              aws: {region: us-east-1}
            resources:
              it: {type: aws.s3.bucket, properties: {name: open, %s}}
            """.formatted(more));
    }

    private List<String> permissions() {
        return s3().getBucketAcl(r -> r.bucket("open")).grants().stream()
                .map(grant -> grant.permissionAsString())
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"private", "log-delivery-write"})
    void aCannedAclIsKnownByItsGrants(String acl) {
        var spec = bucket(PREFERRED + "acl: " + acl);
        run.apply(spec);
        assertThat(run.differences(run.plan(spec))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"public-read", "public-read-write", "authenticated-read"})
    void aPublicAclNeedsAnOpenBucket(String acl) {
        var spec = bucket(PREFERRED + "publicAccessBlock: {blockPublicAcls: false}, acl: " + acl);
        run.apply(spec);
        assertThat(run.differences(run.plan(spec))).isEmpty();
    }

    @Test
    void grantsAreComparedInAnyOrder() {
        var spec = bucket(PREFERRED + GRANTS);
        run.apply(spec);
        assertThat(permissions()).containsExactly("FULL_CONTROL", "READ", "WRITE");
        assertThat(run.differences(run.plan(spec))).isEmpty();
        s3().putBucketAcl(r -> r.bucket("open").acl("private"));
        assertThat(run.differences(run.plan(spec))).isNotEmpty();
        run.apply(spec);
        assertThat(permissions()).containsExactly("FULL_CONTROL", "READ", "WRITE");
    }

    @Test
    void anAclAndGrantsReplaceEachOther() {
        run.apply(bucket(PREFERRED + "acl: log-delivery-write"));
        run.apply(bucket(PREFERRED + GRANTS));
        assertThat(permissions()).containsExactly("FULL_CONTROL", "READ", "WRITE");
        run.apply(bucket(PREFERRED + "acl: log-delivery-write"));
        assertThat(permissions()).containsExactly("FULL_CONTROL", "READ_ACP", "WRITE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"acl: log-delivery-write", GRANTS})
    void anAclGoesBeforeAclsAreTurnedOff(String acl) {
        run.apply(bucket(PREFERRED + acl));
        var off = bucket("ownership: BucketOwnerEnforced");
        run.apply(off);
        assertThat(permissions()).containsExactly("FULL_CONTROL");
        assertThat(run.differences(run.plan(off))).isEmpty();
        run.apply(bucket(PREFERRED + acl));
        assertThat(permissions()).hasSizeGreaterThan(1);
    }

    @Test
    void anAclLeftOutStaysIfTheSpecNeverHadOne() {
        run.apply(bucket(PREFERRED + "versioning: Enabled"));
        s3().putBucketAcl(r -> r.bucket("open").acl("log-delivery-write"));
        run.apply(bucket(PREFERRED + "versioning: Suspended"));
        assertThat(permissions()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        ownership: BucketOwnerEnforced, acl: private        | turns ACLs off, and S3 then refuses every ACL
        acl: private                                        | A new bucket has ACLs turned off
        ownership: ObjectWriter, acl: public-read           | A new bucket refuses public ACLs
        ownership: ObjectWriter, acl: public-read, publicAccessBlock: {} | refuses a public ACL while `blockPublicAcls` is on
        ownership: ObjectWriter, acl: private, grants: [{uri: "http://acs.amazonaws.com/groups/s3/LogDelivery", permission: READ}] | give `acl` or `grants`, not both
        ownership: ObjectWriter, grants: [{uri: "http://acs.amazonaws.com/groups/global/AllUsers", permission: READ}] | A new bucket refuses public ACLs
        ownership: ObjectWriter, grants: [{emailAddress: a@example.com, permission: READ}] | S3 no longer accepts grants by e-mail address
        ownership: ObjectWriter, grants: [{permission: READ}] | A grant names who gets it
        ownership: ObjectWriter, grants: [{id: "123456789012", permission: READ}, {uri: "http://acs.amazonaws.com/groups/s3/LogDelivery", permission: READ}] | `id` is a canonical user id
        ownership: ObjectWriter, grants: [{id: "75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a", permission: FULL_CONTROL}] | For full control of the owner alone, write `acl: private`.
        """)
    void whatS3RefusesIsRefusedByTheCheck(String properties, String sentence) {
        assertThat(run.problems(bucket(properties)))
                .extracting(Diagnostic::message)
                .anyMatch(message -> message.contains(sentence));
    }
}
