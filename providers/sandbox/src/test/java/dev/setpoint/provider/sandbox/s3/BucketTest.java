package dev.setpoint.provider.sandbox.s3;

import static dev.setpoint.provider.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.setpoint.provider.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

class BucketTest {

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private S3Client s3;

    @BeforeEach
    void open() {
        sandbox = Sandbox.open(folder);
        s3 = sandbox.client(S3Client.class, "us-east-1");
        s3.createBucket(r -> r.bucket("first"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ab", "Upper", "a..b", "192.168.0.1", "xn--a", "sthree-a", "a-s3alias", "-ab", "a--x-s3", "a_b"})
    void badNamesAreRefused(String name) {
        assertRefused("InvalidBucketName", () -> s3.createBucket(r -> r.bucket(name)));
    }

    @Test
    void aNewBucketHasTodaysDefaults() {
        var block = s3.getPublicAccessBlock(r -> r.bucket("first")).publicAccessBlockConfiguration();
        assertThat(List.of(
                        block.blockPublicAcls(),
                        block.ignorePublicAcls(),
                        block.blockPublicPolicy(),
                        block.restrictPublicBuckets()))
                .containsOnly(true);
        var rule = s3.getBucketEncryption(r -> r.bucket("first"))
                .serverSideEncryptionConfiguration()
                .rules()
                .getFirst();
        assertThat(rule.applyServerSideEncryptionByDefault().sseAlgorithmAsString())
                .isEqualTo("AES256");
        assertThat(rule.bucketKeyEnabled()).isFalse();
        assertThat(rule.blockedEncryptionTypes().encryptionTypeAsStrings()).containsExactly("SSE-C");
        assertThat(s3.getBucketOwnershipControls(r -> r.bucket("first"))
                        .ownershipControls()
                        .rules()
                        .getFirst()
                        .objectOwnershipAsString())
                .isEqualTo("BucketOwnerEnforced");
        assertThat(s3.getBucketVersioning(r -> r.bucket("first")).status()).isNull();
        assertThat(s3.getBucketLogging(r -> r.bucket("first")).loggingEnabled()).isNull();
        assertThat(s3.getBucketLocation(r -> r.bucket("first")).locationConstraint())
                .isNull();
        assertRefused("NoSuchTagSet", () -> s3.getBucketTagging(r -> r.bucket("first")));
        assertRefused("NoSuchBucketPolicy", () -> s3.getBucketPolicy(r -> r.bucket("first")));
        assertRefused("NoSuchLifecycleConfiguration", () -> s3.getBucketLifecycleConfiguration(r -> r.bucket("first")));
        assertRefused("ReplicationConfigurationNotFoundError", () -> s3.getBucketReplication(r -> r.bucket("first")));
        assertRefused(
                "ObjectLockConfigurationNotFoundError", () -> s3.getObjectLockConfiguration(r -> r.bucket("first")));
    }

    @Test
    void namesBelongToWhoeverCameFirst() {
        s3.createBucket(r -> r.bucket("first"));
        assertRefused(
                "BucketAlreadyOwnedByYou",
                () -> s3.createBucket(r -> r.bucket("first")
                        .createBucketConfiguration(
                                c -> c.tags(Tag.builder().key("a").value("b").build()))));
        assertRefused("BucketAlreadyExists", () -> s3.createBucket(r -> r.bucket("taken-one")));
        var west = sandbox.client(S3Client.class, "us-west-2");
        west.createBucket(r -> r.bucket("western").createBucketConfiguration(c -> c.locationConstraint("us-west-2")));
        assertRefused(
                "BucketAlreadyOwnedByYou",
                () -> west.createBucket(
                        r -> r.bucket("western").createBucketConfiguration(c -> c.locationConstraint("us-west-2"))));
        assertRefused("AccessDenied", () -> s3.getBucketVersioning(r -> r.bucket("taken-one")));
    }

    @Test
    void theLocationConstraintFitsTheEndpoint() {
        var west = sandbox.client(S3Client.class, "us-west-2");
        assertRefused("IllegalLocationConstraintException", () -> west.createBucket(r -> r.bucket("second")));
        assertRefused(
                "IllegalLocationConstraintException",
                () -> west.createBucket(
                        r -> r.bucket("second").createBucketConfiguration(c -> c.locationConstraint("eu-west-1"))));
        assertRefused(
                "InvalidLocationConstraint",
                () -> s3.createBucket(
                        r -> r.bucket("second").createBucketConfiguration(c -> c.locationConstraint("us-east-1"))));
        s3.createBucket(r -> r.bucket("second").createBucketConfiguration(c -> c.locationConstraint("EU")));
        assertThat(sandbox.client(S3Client.class, "eu-west-1")
                        .headBucket(r -> r.bucket("second"))
                        .bucketRegion())
                .isEqualTo("eu-west-1");
    }

    @Test
    void aBucketAnswersOnlyInItsOwnRegion() {
        var west = sandbox.client(S3Client.class, "us-west-2");
        assertRefused("PermanentRedirect", () -> west.getBucketVersioning(r -> r.bucket("first")));
        var head = catchThrowableOfType(S3Exception.class, () -> west.headBucket(r -> r.bucket("first")));
        assertThat(head.statusCode()).isEqualTo(301);
        assertThat(head.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("x-amz-bucket-region"))
                .contains("us-east-1");
        assertThat(catchThrowableOfType(S3Exception.class, () -> s3.headBucket(r -> r.bucket("taken-one")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(catchThrowableOfType(S3Exception.class, () -> s3.headBucket(r -> r.bucket("nowhere")))
                        .statusCode())
                .isEqualTo(404);
        assertRefused(
                "NoSuchBucket",
                () -> sandbox.client(S3Client.class, "cn-north-1").getBucketPolicy(r -> r.bucket("first")));
    }

    @Test
    void deletionOfABucketDeletesItsConfigurations() {
        s3.putBucketTagging(r -> r.bucket("first")
                .tagging(t -> t.tagSet(Tag.builder().key("a").value("b").build())));
        s3.deleteBucket(r -> r.bucket("first"));
        assertRefused("NoSuchBucket", () -> s3.deleteBucket(r -> r.bucket("first")));
        s3.createBucket(r -> r.bucket("first"));
        assertRefused("NoSuchTagSet", () -> s3.getBucketTagging(r -> r.bucket("first")));
        assertThat(s3.listBuckets().buckets()).hasSize(1);
    }

    @Test
    void creationChecksTagsAndAcl() {
        var tag = Tag.builder().key("a").value("b").build();
        assertRefused(
                "InternalError",
                () -> s3.createBucket(r -> r.bucket("third").createBucketConfiguration(c -> c.tags(tag, tag))));
        assertRefused(
                "InvalidBucketAclWithObjectOwnership",
                () -> s3.createBucket(r -> r.bucket("third").acl("public-read")));
    }
}
