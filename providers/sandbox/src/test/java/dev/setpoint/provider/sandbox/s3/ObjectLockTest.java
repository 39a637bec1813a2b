package dev.setpoint.provider.sandbox.s3;

import static dev.setpoint.provider.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectLockRetention;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Locks of versions. See behaviour.md#s3-version-lock. */
class ObjectLockTest {

    private static final Instant FAR = Instant.parse("2999-01-01T00:00:00Z");
    private static final Instant FARTHER = Instant.parse("2999-06-01T00:00:00Z");
    private static final Instant PAST = Instant.parse("2001-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private S3Client s3;

    @BeforeEach
    void open() {
        s3 = Sandbox.open(folder).client(S3Client.class, "us-east-1");
        s3.createBucket(r -> r.bucket("locking").objectLockEnabledForBucket(true));
        s3.createBucket(r -> r.bucket("plain"));
    }

    private String put(Consumer<PutObjectRequest.Builder> more) {
        var request = PutObjectRequest.builder().bucket("locking").key("a");
        more.accept(request);
        return s3.putObject(request.build(), RequestBody.fromString("x")).versionId();
    }

    private String retained(String mode) {
        return put(r -> r.objectLockMode(mode).objectLockRetainUntilDate(FAR));
    }

    private void delete(String version, boolean bypass) {
        s3.deleteObject(r -> {
            r.bucket("locking").key("a").versionId(version);
            if (bypass) {
                r.bypassGovernanceRetention(true);
            }
        });
    }

    private void retain(String version, ObjectLockRetention retention, boolean bypass) {
        s3.putObjectRetention(r -> {
            r.bucket("locking").key("a").versionId(version).retention(retention);
            if (bypass) {
                r.bypassGovernanceRetention(true);
            }
        });
    }

    private static ObjectLockRetention retention(String mode, Instant until) {
        return ObjectLockRetention.builder().mode(mode).retainUntilDate(until).build();
    }

    @Test
    void governanceYieldsOnlyToABypass() {
        var version = retained("GOVERNANCE");
        assertRefused("AccessDenied", () -> delete(version, false)).hasMessageContaining("protected by object lock");
        delete(version, true);
        assertThat(s3.listObjectVersions(r -> r.bucket("locking")).versions()).isEmpty();
    }

    @Test
    void complianceYieldsToNobody() {
        var version = retained("COMPLIANCE");
        assertRefused("AccessDenied", () -> delete(version, true));
        assertRefused("AccessDenied", () -> retain(version, retention("GOVERNANCE", FARTHER), true));
        assertRefused("AccessDenied", () -> retain(version, retention("COMPLIANCE", FAR.minusSeconds(1)), true));
        assertRefused(
                "AccessDenied",
                () -> retain(version, ObjectLockRetention.builder().build(), true));
        retain(version, retention("COMPLIANCE", FARTHER), false);
        assertRefused("BucketNotEmpty", () -> s3.deleteBucket(r -> r.bucket("locking")));
    }

    @Test
    void governanceIsShortenedAndTakenAwayOnlyByABypass() {
        var version = retained("GOVERNANCE");
        assertRefused("AccessDenied", () -> retain(version, retention("GOVERNANCE", FAR.minusSeconds(1)), false));
        retain(version, retention("GOVERNANCE", FARTHER), false);
        retain(version, retention("GOVERNANCE", FAR), true);
        assertRefused(
                "AccessDenied",
                () -> retain(version, ObjectLockRetention.builder().build(), false));
        retain(version, ObjectLockRetention.builder().build(), true);
        assertRefused(
                "NoSuchObjectLockConfiguration",
                () -> s3.getObjectRetention(r -> r.bucket("locking").key("a")));
        delete(version, false);
    }

    @Test
    void aLegalHoldStaysUntilItIsLifted() {
        var version = put(r -> r.objectLockLegalHoldStatus("ON"));
        assertRefused("AccessDenied", () -> delete(version, true));
        s3.putObjectLegalHold(r -> r.bucket("locking").key("a").legalHold(h -> h.status("OFF")));
        assertThat(s3.getObjectLegalHold(r -> r.bucket("locking").key("a"))
                        .legalHold()
                        .statusAsString())
                .isEqualTo("OFF");
        delete(version, false);
    }

    @Test
    void aDeleteMarkerCanAlwaysBeSetAndTakenAway() {
        var version = retained("COMPLIANCE");
        var marker = s3.deleteObject(r -> r.bucket("locking").key("a")).versionId();
        assertRefused("MethodNotAllowed", () -> retain(marker, retention("COMPLIANCE", FARTHER), false));
        delete(marker, false);
        assertThat(s3.headObject(r -> r.bucket("locking").key("a")).versionId()).isEqualTo(version);
    }

    @Test
    void headAndGetShowTheLock() {
        put(r -> r.objectLockMode("GOVERNANCE").objectLockRetainUntilDate(FAR).objectLockLegalHoldStatus("ON"));
        var head = s3.headObject(r -> r.bucket("locking").key("a"));
        assertThat(head.objectLockModeAsString()).isEqualTo("GOVERNANCE");
        assertThat(head.objectLockRetainUntilDate()).isEqualTo(FAR);
        assertThat(head.objectLockLegalHoldStatusAsString()).isEqualTo("ON");
        var read = s3.getObjectAsBytes(r -> r.bucket("locking").key("a")).response();
        assertThat(read.objectLockModeAsString()).isEqualTo("GOVERNANCE");
        assertThat(read.objectLockLegalHoldStatusAsString()).isEqualTo("ON");
    }

    @Test
    void newVersionsGetTheDefaultRetention() {
        s3.putObjectLockConfiguration(r -> r.bucket("locking")
                .objectLockConfiguration(c -> c.objectLockEnabled("Enabled")
                        .rule(rule -> rule.defaultRetention(DefaultRetention.builder()
                                .mode("COMPLIANCE")
                                .days(2)
                                .build()))));
        var version = put(r -> {});
        var retention = s3.getObjectRetention(r -> r.bucket("locking").key("a")).retention();
        assertThat(retention.modeAsString()).isEqualTo("COMPLIANCE");
        var written = s3.headObject(r -> r.bucket("locking").key("a")).lastModified();
        assertThat(retention.retainUntilDate())
                .isBetween(written, written.plus(Duration.ofDays(2)).plusSeconds(60));
        assertRefused("AccessDenied", () -> delete(version, true));
        var own = retained("GOVERNANCE");
        delete(own, true);
    }

    private static ObjectIdentifier version(String id) {
        return ObjectIdentifier.builder().key("a").versionId(id).build();
    }

    @Test
    void aBulkDeletionReportsWhatIsLockedAndDeletesTheRest() {
        var free = put(r -> {});
        var locked = retained("COMPLIANCE");
        var answer = s3.deleteObjects(r -> r.bucket("locking")
                .bypassGovernanceRetention(true)
                .delete(d -> d.objects(version(free), version(locked))));
        assertThat(answer.deleted())
                .singleElement()
                .satisfies(one -> assertThat(one.versionId()).isEqualTo(free));
        assertThat(answer.errors()).singleElement().satisfies(error -> {
            assertThat(error.code()).isEqualTo("AccessDenied");
            assertThat(error.versionId()).isEqualTo(locked);
        });
    }

    @Test
    void aBucketWithoutLockRefusesEverythingAboutLocks() {
        s3.putObject(r -> r.bucket("plain").key("a"), RequestBody.fromString("x"));
        assertRefused(
                        "InvalidArgument",
                        () -> s3.deleteObject(r -> r.bucket("plain").key("a").bypassGovernanceRetention(true)))
                .hasMessageContaining("only applicable to Object Lock enabled buckets");
        assertRefused(
                "InvalidArgument",
                () -> s3.deleteObjects(r -> r.bucket("plain")
                        .bypassGovernanceRetention(true)
                        .delete(d ->
                                d.objects(ObjectIdentifier.builder().key("a").build()))));
        assertRefused(
                        "InvalidRequest",
                        () -> s3.getObjectRetention(r -> r.bucket("plain").key("a")))
                .hasMessageContaining("Bucket is missing Object Lock Configuration");
        assertRefused(
                "InvalidRequest",
                () -> s3.getObjectLegalHold(r -> r.bucket("plain").key("a")));
        assertRefused(
                "InvalidRequest",
                () -> s3.putObjectRetention(r -> r.bucket("plain").key("a").retention(retention("GOVERNANCE", FAR))));
        assertRefused(
                "InvalidRequest",
                () -> s3.putObjectLegalHold(r -> r.bucket("plain").key("a").legalHold(h -> h.status("ON"))));
        assertRefused(
                "InvalidRequest",
                () -> s3.putObject(
                        r -> r.bucket("plain")
                                .key("b")
                                .objectLockMode("GOVERNANCE")
                                .objectLockRetainUntilDate(FAR),
                        RequestBody.fromString("x")));
        assertRefused(
                "InvalidRequest",
                () -> s3.createMultipartUpload(r -> r.bucket("plain").key("b").objectLockLegalHoldStatus("ON")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"governance", "NONE", ""})
    void anUnknownModeIsRefused(String mode) {
        assertRefused("InvalidArgument", () -> retained(mode));
        var version = put(r -> {});
        assertRefused("MalformedXML", () -> retain(version, retention(mode, FAR), false));
    }

    @Test
    void halfALockOrAPastDateIsRefused() {
        assertRefused("InvalidArgument", () -> put(r -> r.objectLockMode("GOVERNANCE")));
        assertRefused("InvalidArgument", () -> put(r -> r.objectLockRetainUntilDate(FAR)));
        assertRefused(
                "InvalidArgument", () -> put(r -> r.objectLockMode("GOVERNANCE").objectLockRetainUntilDate(PAST)));
        var version = put(r -> {});
        assertRefused("InvalidArgument", () -> retain(version, retention("GOVERNANCE", PAST), false))
                .hasMessageContaining("must be in the future");
        assertRefused(
                "MalformedXML",
                () -> s3.putObjectRetention(r -> r.bucket("locking").key("a").retention(t -> t.mode("GOVERNANCE"))));
        assertRefused(
                "MalformedXML",
                () -> s3.putObjectLegalHold(r -> r.bucket("locking").key("a").legalHold(h -> h.status("MAYBE"))));
        assertRefused(
                "NoSuchKey",
                () -> s3.getObjectRetention(r -> r.bucket("locking").key("none")));
        assertRefused(
                "NoSuchObjectLockConfiguration",
                () -> s3.getObjectLegalHold(r -> r.bucket("locking").key("a")));
    }

    @Test
    void aPolicyCanForbidTheBypass() {
        var version = retained("GOVERNANCE");
        s3.putBucketPolicy(r -> r.bucket("locking").policy("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*",
                 "Action": "s3:BypassGovernanceRetention", "Resource": "arn:aws:s3:::locking/*"}]}
                """));
        assertRefused("AccessDenied", () -> delete(version, true)).hasMessageContaining("explicit deny");
    }

    @Test
    void anObjectInPartsIsLockedAsItWasBegun() {
        var upload = s3.createMultipartUpload(r -> r.bucket("locking")
                        .key("a")
                        .objectLockMode("COMPLIANCE")
                        .objectLockRetainUntilDate(FAR))
                .uploadId();
        var part = s3.uploadPart(
                r -> r.bucket("locking").key("a").uploadId(upload).partNumber(1), RequestBody.fromString("x"));
        s3.completeMultipartUpload(r -> r.bucket("locking")
                .key("a")
                .uploadId(upload)
                .multipartUpload(u -> u.parts(
                        CompletedPart.builder().partNumber(1).eTag(part.eTag()).build())));
        var head = s3.headObject(r -> r.bucket("locking").key("a"));
        assertThat(head.objectLockRetainUntilDate()).isEqualTo(FAR);
        assertRefused("AccessDenied", () -> delete(head.versionId(), true));
    }
}
