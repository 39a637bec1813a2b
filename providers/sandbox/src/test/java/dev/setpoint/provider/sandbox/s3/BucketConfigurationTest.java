package dev.setpoint.provider.sandbox.s3;

import static dev.setpoint.provider.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Transition;

class BucketConfigurationTest {

    private static final String POLICY = """
            {"Version":"2012-10-17","Statement":[{"Effect":"%s","Principal":%s,"Action":"%s","Resource":"%s"}]}""";
    private static final String ROLE = "arn:aws:iam::123456789012:role/replication";

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private S3Client s3;

    @BeforeEach
    void open() {
        sandbox = Sandbox.open(folder);
        s3 = sandbox.client(S3Client.class, "us-east-1");
        s3.createBucket(r -> r.bucket("one"));
        s3.createBucket(r -> r.bucket("two"));
    }

    private void version(String bucket, String status) {
        s3.putBucketVersioning(r -> r.bucket(bucket).versioningConfiguration(v -> v.status(status)));
    }

    @Test
    void versioningIsEnabledOrSuspended() {
        assertRefused("MalformedXML", () -> version("one", "Disabled"));
        assertRefused(
                "IllegalVersioningConfigurationException",
                () -> s3.putBucketVersioning(r -> r.bucket("one").versioningConfiguration(v -> v.build())));
        version("one", "Enabled");
        version("one", "Suspended");
        assertThat(s3.getBucketVersioning(r -> r.bucket("one")).statusAsString())
                .isEqualTo("Suspended");
    }

    @Test
    void encryptionTakesOneRuleAndAnyKey() {
        assertRefused(
                "MalformedXML",
                () -> s3.putBucketEncryption(r -> r.bucket("one").serverSideEncryptionConfiguration(c -> c.build())));
        assertRefused("InvalidArgument", () -> encrypt("AES256", "some-key"));
        assertRefused("MalformedXML", () -> encrypt("rot13", null));
        encrypt("aws:kms", "alias/none");
        var rule = s3.getBucketEncryption(r -> r.bucket("one"))
                .serverSideEncryptionConfiguration()
                .rules()
                .getFirst();
        assertThat(rule.applyServerSideEncryptionByDefault().kmsMasterKeyID()).isEqualTo("alias/none");
        assertThat(rule.bucketKeyEnabled()).isFalse();
        assertThat(rule.blockedEncryptionTypes().encryptionTypeAsStrings()).containsExactly("SSE-C");
        s3.deleteBucketEncryption(r -> r.bucket("one"));
        assertThat(s3.getBucketEncryption(r -> r.bucket("one")).toString()).contains("AES256");
    }

    private void encrypt(String algorithm, @org.jspecify.annotations.Nullable String key) {
        s3.putBucketEncryption(r -> r.bucket("one")
                .serverSideEncryptionConfiguration(c -> c.rules(ServerSideEncryptionRule.builder()
                        .applyServerSideEncryptionByDefault(
                                d -> d.sseAlgorithm(algorithm).kmsMasterKeyID(key))
                        .build())));
    }

    @Test
    void policiesAreChecked() {
        var root = "{\"AWS\":\"123456789012\"}";
        assertRefused("MalformedPolicy", () -> put("nonsense"));
        assertRefused("MalformedPolicy", () -> put("{\"Version\":\"2012-10-17\"}"))
                .hasMessageContaining("Missing required field Statement");
        assertRefused("MalformedPolicy", () -> put(POLICY.formatted("Allow", root, "s3:*", "arn:aws:s3:::two")))
                .hasMessageContaining("invalid resource");
        assertRefused("MalformedPolicy", () -> put(POLICY.formatted("Allow", root, "kms:*", "arn:aws:s3:::one")))
                .hasMessageContaining("invalid action");
        assertRefused(
                        "MalformedPolicy",
                        () -> put(POLICY.formatted(
                                "Allow",
                                "{\"AWS\":\"arn:aws:iam::123456789012:role/none\"}",
                                "s3:*",
                                "arn:aws:s3:::one")))
                .hasMessageContaining("Invalid principal in policy");
        var open = POLICY.formatted("Allow", "\"*\"", "s3:GetObject", "arn:aws:s3:::one/*");
        assertRefused("AccessDenied", () -> put(open));
        put(POLICY.formatted("Deny", "\"*\"", "s3:GetObject", "arn:aws:s3:::one/*"));
        s3.deletePublicAccessBlock(r -> r.bucket("one"));
        assertRefused("NoSuchPublicAccessBlockConfiguration", () -> s3.getPublicAccessBlock(r -> r.bucket("one")));
        put(open);
        assertThat(s3.getBucketPolicyStatus(r -> r.bucket("one")).policyStatus().isPublic())
                .isTrue();
        assertThat(s3.getBucketPolicy(r -> r.bucket("one")).policy()).isEqualTo(open);
        s3.deleteBucketPolicy(r -> r.bucket("one"));
        s3.deleteBucketPolicy(r -> r.bucket("one"));
        assertRefused("NoSuchBucketPolicy", () -> s3.getBucketPolicy(r -> r.bucket("one")));
    }

    private void put(String policy) {
        s3.putBucketPolicy(r -> r.bucket("one").policy(policy));
    }

    @Test
    void loggingNeedsATargetInTheSameRegion() {
        sandbox.client(S3Client.class, "us-west-2")
                .createBucket(r -> r.bucket("west").createBucketConfiguration(c -> c.locationConstraint("us-west-2")));
        assertRefused("InvalidTargetBucketForLogging", () -> log("none"));
        assertRefused("CrossLocationLoggingProhibitted", () -> log("west"));
        assertRefused(
                "MalformedXML",
                () -> s3.putBucketLogging(
                        r -> r.bucket("one").bucketLoggingStatus(l -> l.loggingEnabled(e -> e.targetBucket("two")))));
        log("two");
        assertThat(s3.getBucketLogging(r -> r.bucket("one")).loggingEnabled().targetBucket())
                .isEqualTo("two");
        s3.putBucketLogging(r -> r.bucket("one").bucketLoggingStatus(l -> l.build()));
        assertThat(s3.getBucketLogging(r -> r.bucket("one")).loggingEnabled()).isNull();
    }

    private void log(String target) {
        s3.putBucketLogging(r -> r.bucket("one")
                .bucketLoggingStatus(
                        l -> l.loggingEnabled(e -> e.targetBucket(target).targetPrefix(""))));
    }

    @Test
    void tagsAndOwnershipAreChecked() {
        var tag = Tag.builder().key("aws:x").value("b").build();
        assertRefused(
                "InvalidTag", () -> s3.putBucketTagging(r -> r.bucket("one").tagging(t -> t.tagSet(tag))));
        assertRefused(
                "MalformedXML",
                () -> s3.putBucketOwnershipControls(r -> r.bucket("one").ownershipControls(c -> c.build())));
        s3.deleteBucketOwnershipControls(r -> r.bucket("one"));
        assertRefused("OwnershipControlsNotFoundError", () -> s3.getBucketOwnershipControls(r -> r.bucket("one")));
    }

    private void lifecycle(Consumer<LifecycleRule.Builder> rule) {
        s3.putBucketLifecycleConfiguration(r -> r.bucket("one")
                .lifecycleConfiguration(c -> c.rules(LifecycleRule.builder()
                        .id("rule")
                        .status("Enabled")
                        .filter(f -> f.prefix(""))
                        .applyMutation(rule)
                        .build())));
    }

    @Test
    void lifecycleRulesAreChecked() {
        assertRefused("InvalidRequest", () -> lifecycle(rule -> {}));
        assertRefused(
                "MalformedXML",
                () -> lifecycle(rule -> rule.filter((software.amazon.awssdk.services.s3.model.LifecycleRuleFilter) null)
                        .expiration(e -> e.days(1))));
        assertRefused(
                "MalformedXML",
                () -> lifecycle(rule -> rule.expiration(e -> e.days(1).expiredObjectDeleteMarker(true))));
        assertRefused("InvalidArgument", () -> lifecycle(rule -> rule.expiration(e -> e.days(0))));
        assertRefused(
                "InvalidArgument",
                () -> lifecycle(rule -> rule.expiration(e -> e.date(Instant.parse("2027-01-01T01:00:00Z")))));
        assertRefused("InvalidArgument", () -> lifecycle(rule -> rule.transitions(move(29, "STANDARD_IA"))));
        assertRefused(
                "InvalidArgument",
                () -> lifecycle(rule -> rule.transitions(move(30, "STANDARD_IA"), move(45, "GLACIER"))));
        assertRefused(
                "InvalidArgument",
                () -> lifecycle(rule -> rule.transitions(move(10, "GLACIER"), move(90, "STANDARD_IA"))));
        assertRefused(
                "InvalidArgument",
                () -> lifecycle(rule -> rule.transitions(move(90, "GLACIER")).expiration(e -> e.days(90))));
        assertRefused(
                "MalformedXML",
                () -> lifecycle(rule -> rule.noncurrentVersionExpiration(e -> e.newerNoncurrentVersions(3))));
        assertRefused(
                "InvalidArgument",
                () -> lifecycle(rule -> rule.noncurrentVersionExpiration(
                        e -> e.noncurrentDays(1).newerNoncurrentVersions(101))));
        assertRefused(
                "InvalidRequest",
                () -> lifecycle(rule -> rule.filter(f -> f.tag(t -> t.key("a").value("b")))
                        .abortIncompleteMultipartUpload(a -> a.daysAfterInitiation(1))));
        lifecycle(rule -> rule.transitions(move(30, "STANDARD_IA"), move(60, "GLACIER"))
                .expiration(e -> e.days(365))
                .noncurrentVersionExpiration(e -> e.noncurrentDays(30).newerNoncurrentVersions(3)));
        var read = s3.getBucketLifecycleConfiguration(r -> r.bucket("one"));
        assertThat(read.rules().getFirst().transitions()).hasSize(2);
        assertThat(read.transitionDefaultMinimumObjectSizeAsString()).isEqualTo("all_storage_classes_128K");
        s3.deleteBucketLifecycle(r -> r.bucket("one"));
        assertRefused("NoSuchLifecycleConfiguration", () -> s3.getBucketLifecycleConfiguration(r -> r.bucket("one")));
    }

    private static Transition move(int days, String storageClass) {
        return Transition.builder().days(days).storageClass(storageClass).build();
    }

    private void replicate(Consumer<ReplicationRule.Builder> rule) {
        s3.putBucketReplication(r -> r.bucket("one")
                .replicationConfiguration(c -> c.role(ROLE)
                        .rules(ReplicationRule.builder()
                                .id("rule")
                                .status("Enabled")
                                .priority(1)
                                .filter(f -> f.prefix(""))
                                .deleteMarkerReplication(d -> d.status("Disabled"))
                                .destination(d -> d.bucket("arn:aws:s3:::two"))
                                .applyMutation(rule)
                                .build())));
    }

    @Test
    void replicationNeedsVersioningOnBothSides() {
        assertRefused("InvalidRequest", () -> replicate(rule -> {}))
                .hasMessageContaining("Versioning must be 'Enabled' on the bucket");
        version("one", "Enabled");
        assertRefused("InvalidRequest", () -> replicate(rule -> {}))
                .hasMessageContaining("Destination bucket must have versioning enabled");
        version("two", "Enabled");
        assertRefused("InvalidRequest", () -> replicate(rule -> rule.priority(null)));
        assertRefused(
                "InvalidRequest",
                () -> replicate(rule -> rule.filter(f -> f.tag(t -> t.key("a").value("b")))
                        .deleteMarkerReplication(d -> d.status("Enabled"))));
        assertRefused(
                "InvalidRequest",
                () -> replicate(
                        rule -> rule.sourceSelectionCriteria(s -> s.sseKmsEncryptedObjects(e -> e.status("Enabled")))));
        assertRefused(
                "InvalidRequest",
                () -> replicate(rule -> rule.destination(d -> d.bucket("arn:aws:s3:::two")
                        .replicationTime(t -> t.status("Enabled").time(m -> m.minutes(15))))));
        assertRefused("InvalidArgument", () -> replicate(rule -> rule.destination(d -> d.bucket("two"))));
        replicate(rule -> {});
        assertThat(s3.getBucketReplication(r -> r.bucket("one"))
                        .replicationConfiguration()
                        .rules())
                .hasSize(1);
        assertRefused("InvalidBucketState", () -> version("one", "Suspended"));
        s3.deleteBucketReplication(r -> r.bucket("one"));
        s3.deleteBucketReplication(r -> r.bucket("one"));
        version("one", "Suspended");
    }
}
