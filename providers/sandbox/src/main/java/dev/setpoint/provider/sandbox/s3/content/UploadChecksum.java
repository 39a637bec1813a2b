package dev.setpoint.provider.sandbox.s3.content;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import java.util.Arrays;
import java.util.Optional;

/**
 * Checksum that comes with a content: the one that the request gives, or the one that the SDK computes.
 *
 * @param given empty: computed by the SDK
 */
public record UploadChecksum(Checksum algorithm, Optional<String> given) {

    private static final String ALGORITHM = "checksumAlgorithm";

    /** @param request of any upload, by its members' names */
    public static UploadChecksum of(Value.Map request) {
        var given = given(request);
        var asked = request.string(ALGORITHM).map(name -> Checksum.named(name).orElseThrow(UploadChecksum::invalid));
        if (asked.isPresent() && given.isPresent() && !asked.equals(given)) {
            throw invalid();
        }
        var algorithm = given.or(() -> asked).orElse(Checksum.STANDARD);
        return new UploadChecksum(algorithm, request.string(algorithm.member()));
    }

    /** Returns the algorithm of the one checksum that a request gives. */
    public static Optional<Checksum> given(Value.Map request) {
        var given = Arrays.stream(Checksum.values())
                .filter(checksum -> request.has(checksum.member()))
                .toList();
        if (given.size() > 1) {
            throw S3Refusals.invalidRequest(
                    "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
        }
        return given.stream().findFirst();
    }

    private static RuntimeException invalid() {
        return S3Refusals.invalidRequest("Value for x-amz-sdk-checksum-algorithm header is invalid.");
    }

    /** Returns the checksum of a content; refuses one that was given and is another. */
    public String checked(byte[] content) {
        given.ifPresent(text -> {
            if (algorithm.decoded(text).isEmpty()) {
                throw S3Refusals.invalidRequest("Value for x-amz-checksum-" + algorithm.word() + " header is invalid.");
            }
            if (!text.equals(algorithm.of(content))) {
                throw mismatch(algorithm);
            }
        });
        return algorithm.of(content);
    }

    public static RuntimeException mismatch(Checksum algorithm) {
        return S3Refusals.refusal(
                "BadDigest", 400, "The " + algorithm.name() + " you specified did not match the calculated checksum.");
    }
}
