package dev.setpoint.provider.sandbox.s3.upload;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.s3.content.Checksum;
import java.util.Optional;
import java.util.Set;

/** Algorithm and type of the checksum with which a multipart upload begins. See behaviour.md#s3-checksums. */
final class UploadChecksumType {

    private static final String ALGORITHM = "checksumAlgorithm";
    private static final String TYPE = "checksumType";

    private UploadChecksumType() {}

    /** Returns both as members of requests and answers; empty for an upload without. */
    static Value.Map of(Value.Map request) {
        var type = request.string(TYPE);
        if (!request.has(ALGORITHM)) {
            if (type.isPresent()) {
                throw S3Refusals.invalidRequest("The x-amz-checksum-type header can only be used with the"
                        + " x-amz-checksum-algorithm header.");
            }
            return Value.Map.EMPTY;
        }
        var algorithm = request.string(ALGORITHM)
                .flatMap(Checksum::named)
                .orElseThrow(() -> S3Refusals.invalidRequest("Checksum algorithm provided is unsupported. Please try"
                        + " again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]"));
        return Value.Map.EMPTY.with(ALGORITHM, Value.of(algorithm.name())).with(TYPE, Value.of(type(algorithm, type)));
    }

    private static String type(Checksum algorithm, Optional<String> asked) {
        var type = asked.orElse(algorithm.mayBeComposite() ? Upload.COMPOSITE : Upload.FULL_OBJECT);
        if (!Set.of(Upload.COMPOSITE, Upload.FULL_OBJECT).contains(type)) {
            throw S3Refusals.invalidRequest("Value for x-amz-checksum-type header is invalid.");
        }
        if (!(type.equals(Upload.COMPOSITE) ? algorithm.mayBeComposite() : algorithm.mayBeFull())) {
            throw S3Refusals.invalidRequest("The " + type + " checksum type cannot be used with the " + algorithm.word()
                    + " checksum algorithm.");
        }
        return type;
    }
}
