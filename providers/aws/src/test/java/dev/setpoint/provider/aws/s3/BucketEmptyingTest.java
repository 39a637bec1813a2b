package dev.setpoint.provider.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.provider.aws.testing.SteppedPace;
import dev.setpoint.provider.aws.testing.TestCall;
import dev.setpoint.provider.aws.wait.Eventually;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.GetObjectLockConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetObjectLockConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRetentionRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRetentionResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.MFADeleteStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.PutObjectLegalHoldRequest;
import software.amazon.awssdk.services.s3.model.PutObjectLegalHoldResponse;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Cases that the emulator does not have: refusals, locks, and keys that XML cannot express. */
final class BucketEmptyingTest {

    private final Versions s3 = new Versions();
    private final TestCall call = new TestCall();
    private final BucketEmptying emptying = new BucketEmptying(s3, new Eventually(new SteppedPace(), call), call, "b");

    @Test
    void deletesByItselfAKeyThatXmlCannotExpress() {
        s3.holding("plain", "bell\u0007", "return\r", "emoji😀");
        emptying.run();
        assertThat(s3.single).containsExactly("bell\u0007", "return\r");
        assertThat(s3.keys).isEmpty();
    }

    @Test
    void ignoresVersionsThatAreGoneAlready() {
        s3.holding("a", "b").refusing("a", "NoSuchVersion", Integer.MAX_VALUE);
        emptying.run();
        assertThat(s3.keys).containsOnly("a");
    }

    @Test
    void retriesAPassingRefusal() {
        s3.holding("a", "b").refusing("a", "SlowDown", 2);
        emptying.run();
        assertThat(s3.keys).isEmpty();
        assertThat(call.progress()).anyMatch(text -> text.contains("S3 to delete the rest of b"));
    }

    @Test
    void whatS3RefusesIsNamedAndTheRestIsDeleted() {
        s3.holding("a", "b", "c").refusing("b", "AccessDenied", Integer.MAX_VALUE);
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(emptying::run)
                .withMessage("S3 refused to delete 1 of the versions in b: b (refused).")
                .satisfies(e -> {
                    assertThat(e.kind()).isEqualTo(Kind.ACCESS_DENIED);
                    assertThat(e.permission()).contains("s3:DeleteObjectVersion");
                });
        assertThat(s3.keys).containsExactly("b");
    }

    @Test
    void aLegalHoldIsLiftedUnderObjectLockAndGovernanceBypassed() {
        s3.objectLock = true;
        s3.holding("a", "held").refusing("held", "AccessDenied", Integer.MAX_VALUE);
        emptying.run();
        assertThat(s3.released).containsExactly("held");
        assertThat(s3.bypassed).isTrue();
        assertThat(s3.keys).isEmpty();
    }

    @Test
    void complianceModeIsRefusedWithItsDate() {
        s3.objectLock = true;
        s3.compliance = true;
        s3.holding("kept").refusing("kept", "AccessDenied", Integer.MAX_VALUE);
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(emptying::run)
                .withMessageContaining("compliance mode")
                .withMessageContaining("2030-01-01");
    }

    @Test
    void bypassIsNotSentWithoutObjectLock() {
        s3.holding("a");
        emptying.run();
        assertThat(s3.bypassed).isFalse();
    }

    @Test
    void mfaDeleteIsRefusedBeforeAnythingIsDeleted() {
        s3.mfaDelete = true;
        s3.holding("a");
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(emptying::run)
                .withMessageContaining("MFA delete");
        assertThat(s3.keys).containsExactly("a");
    }

    /** A bucket that lists at most two versions at a time. */
    private static final class Versions implements S3Client {
        private static final int PAGE = 2;

        private final List<String> keys = new ArrayList<>();
        private final Map<String, S3Error> refusals = new LinkedHashMap<>();
        private final Map<String, Integer> times = new LinkedHashMap<>();
        private final List<String> single = new ArrayList<>();
        private final List<String> released = new ArrayList<>();
        private boolean objectLock;
        private boolean compliance;
        private boolean mfaDelete;
        private boolean bypassed;

        Versions holding(String... held) {
            keys.addAll(List.of(held));
            return this;
        }

        void refusing(String key, String code, int howOften) {
            refusals.put(
                    key,
                    S3Error.builder()
                            .key(key)
                            .versionId("1")
                            .code(code)
                            .message("refused")
                            .build());
            times.put(key, howOften);
        }

        @Override
        public ListObjectVersionsResponse listObjectVersions(ListObjectVersionsRequest request) {
            var after = request.keyMarker() == null ? 0 : keys.indexOf(request.keyMarker()) + 1;
            var page = keys.stream().skip(after).limit(PAGE).toList();
            var truncated = keys.size() > after + page.size();
            return ListObjectVersionsResponse.builder()
                    .versions(page.stream()
                            .map(key -> ObjectVersion.builder()
                                    .key(key)
                                    .versionId("1")
                                    .build())
                            .toList())
                    .isTruncated(truncated)
                    .nextKeyMarker(truncated ? page.getLast() : null)
                    .build();
        }

        @Override
        public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
            bypassed |= Boolean.TRUE.equals(request.bypassGovernanceRetention());
            var errors = new ArrayList<S3Error>();
            for (var object : request.delete().objects()) {
                var left = times.getOrDefault(object.key(), 0);
                if (left > 0) {
                    times.put(object.key(), left - 1);
                    errors.add(refusals.get(object.key()));
                } else {
                    keys.remove(object.key());
                }
            }
            return DeleteObjectsResponse.builder().errors(errors).build();
        }

        @Override
        public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
            single.add(request.key());
            keys.remove(request.key());
            return DeleteObjectResponse.builder().build();
        }

        @Override
        public GetBucketVersioningResponse getBucketVersioning(GetBucketVersioningRequest request) {
            return GetBucketVersioningResponse.builder()
                    .mfaDelete(mfaDelete ? MFADeleteStatus.ENABLED : MFADeleteStatus.DISABLED)
                    .build();
        }

        @Override
        public GetObjectLockConfigurationResponse getObjectLockConfiguration(
                GetObjectLockConfigurationRequest request) {
            if (objectLock) {
                return GetObjectLockConfigurationResponse.builder().build();
            }
            throw ProviderException.of(Kind.OTHER, "ObjectLockConfigurationNotFoundError", "No object lock.");
        }

        @Override
        public GetObjectRetentionResponse getObjectRetention(GetObjectRetentionRequest request) {
            return GetObjectRetentionResponse.builder()
                    .retention(r -> r.mode(
                                    compliance
                                            ? ObjectLockRetentionMode.COMPLIANCE
                                            : ObjectLockRetentionMode.GOVERNANCE)
                            .retainUntilDate(Instant.parse("2030-01-01T00:00:00Z")))
                    .build();
        }

        @Override
        public PutObjectLegalHoldResponse putObjectLegalHold(PutObjectLegalHoldRequest request) {
            released.add(request.key());
            return PutObjectLegalHoldResponse.builder().build();
        }

        @Override
        public ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest request) {
            return ListMultipartUploadsResponse.builder().isTruncated(false).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
