package dev.setpoint.provider.sandbox.s3.content;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Conditions of a write: S3 takes {@code If-None-Match: *}, or {@code If-Match} with an ETag. */
public final class WriteConditions {

    private static final String MATCH = "ifMatch";
    private static final String NONE_MATCH = "ifNoneMatch";
    private static final String ANY = "*";

    private WriteConditions() {}

    /** Refuses headers that S3 does not take for writes. */
    public static void checkForm(Value.Map request) {
        if (request.has(MATCH) && request.has(NONE_MATCH)) {
            throw notImplemented("If-Match,If-None-Match");
        }
        if (request.string(NONE_MATCH).filter(text -> !text.equals(ANY)).isPresent()) {
            throw notImplemented("If-None-Match");
        }
        if (request.string(MATCH).filter(ANY::equals).isPresent()) {
            throw notImplemented("If-Match");
        }
    }

    /** @param etag of the current version; empty when there is none */
    public static void check(Value.Map request, Optional<String> etag) {
        if (request.has(NONE_MATCH) && etag.isPresent()) {
            throw failed();
        }
        request.string(MATCH).ifPresent(wanted -> checkMatch(wanted, etag));
    }

    /** Refuses a request whose {@code If-Match} does not match the current version. */
    public static void checkMatch(String wanted, Optional<String> etag) {
        var current = etag.orElseThrow(S3Refusals.NO_SUCH_KEY::exception);
        if (!ReadConditions.matches(wanted, current)) {
            throw failed();
        }
    }

    static AwsServiceException failed() {
        return S3Refusals.refusal(
                "PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold");
    }

    public static AwsServiceException notImplemented(String header) {
        return S3Refusals.refusal(
                "NotImplemented",
                501,
                "A header you provided implies functionality that is not implemented: " + header);
    }
}
