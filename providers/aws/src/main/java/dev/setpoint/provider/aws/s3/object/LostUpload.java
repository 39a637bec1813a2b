package dev.setpoint.provider.aws.s3.object;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.LostResponse;
import dev.setpoint.provider.aws.shape.Tags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * An upload whose answer was lost: the object is looked at, and sent again only if it is not there as it was sent.
 *
 * @param desired with the checksum of the content
 * @param taken thrown when there is an object and only a new one may be made: whose it is, is found out then
 */
record LostUpload(S3Client s3, String bucket, String key, Value.Map desired, Optional<ProviderException> taken)
        implements LostResponse {

    /** Settings that an upload sets as a whole: one that it does not give is not there afterwards. */
    private static final List<String> WHOLE = List.of(
            "checksum",
            "contentType",
            "cacheControl",
            "contentDisposition",
            "contentEncoding",
            "contentLanguage",
            "metadata",
            "storageClass");

    @Override
    public Optional<Object> to(String operation) {
        return switch (operation) {
            case "PutObject" ->
                isThere() ? Optional.of(PutObjectResponse.builder().build()) : Optional.empty();
            case "CompleteMultipartUpload" ->
                isThere()
                        ? Optional.of(CompleteMultipartUploadResponse.builder().build())
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private boolean isThere() {
        boolean there;
        try {
            var head = s3.headObject(r -> r.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED));
            there = taken.isPresent() || isAsSent(head);
        } catch (ProviderException e) {
            // There is none, or nobody may look: the upload is sent again.
            return false;
        }
        if (there && taken.isPresent()) {
            throw taken.get();
        }
        return there;
    }

    private boolean isAsSent(HeadObjectResponse head) {
        var live = new Value.Map(S3Object.properties(head));
        return WHOLE.stream().allMatch(name -> said(desired, name).equals(said(live, name)))
                && isLockedAsSent(VersionLock.of(desired), VersionLock.of(head))
                && isEncryptedAsSent(desired.map("encryption").entries(), live.map("encryption"))
                && tags().equals(Tags.wanted(desired));
    }

    private static Value said(Value.Map properties, String name) {
        return properties.get(name).map(Value::revealed).orElseGet(() -> switch (name) {
            case "metadata" -> Value.Map.EMPTY;
            case "storageClass" -> Value.of("STANDARD");
            default -> Value.Null.VALUE;
        });
    }

    /** A version that is sent without a retention has the bucket's default retention. */
    private static boolean isLockedAsSent(VersionLock sent, VersionLock live) {
        return sent.held() == live.held()
                && (sent.retention().isEmpty() || sent.retention().equals(live.retention()));
    }

    /** The bucket decides where the upload says nothing. A key by another name than S3 gives it is not recognized. */
    private static boolean isEncryptedAsSent(Map<String, Value> sent, Value.Map live) {
        return sent.entrySet().stream()
                .allMatch(setting -> live.get(setting.getKey())
                        .equals(Optional.of(setting.getValue().revealed())));
    }

    private Map<String, String> tags() {
        var tags = s3.getObjectTagging(r -> r.bucket(bucket).key(key)).tagSet();
        return Tags.fromSdk(tags);
    }
}
