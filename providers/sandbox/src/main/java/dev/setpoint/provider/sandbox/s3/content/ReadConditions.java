package dev.setpoint.provider.sandbox.s3.content;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.world.Service;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/** Conditions of a read. A tag decides alone where both a tag and a time are given. */
public final class ReadConditions {

    private static final int NOT_MODIFIED = 304;

    private ReadConditions() {}

    /** @param request by its members' names */
    public static void check(Value.Map request, String etag, Instant modified) {
        // Headers have no fractions of seconds.
        var written = modified.truncatedTo(ChronoUnit.SECONDS);
        var match = request.string("ifMatch");
        var unmodified = time(request, "ifUnmodifiedSince");
        if (match.isPresent()
                ? !matches(match.get(), etag)
                : unmodified.filter(written::isAfter).isPresent()) {
            throw WriteConditions.failed();
        }
        var noneMatch = request.string("ifNoneMatch");
        var since = time(request, "ifModifiedSince");
        if (noneMatch.isPresent()
                ? matches(noneMatch.get(), etag)
                : since.filter(time -> !written.isAfter(time)).isPresent()) {
            throw Service.S3.bodiless(NOT_MODIFIED, Optional.empty());
        }
    }

    private static Optional<Instant> time(Value.Map request, String member) {
        return request.string(member).map(Instant::parse).map(time -> time.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Returns true if the header has the ETag, with or without quotes, or {@code *}. */
    static boolean matches(String header, String etag) {
        return Arrays.stream(header.split(",", -1))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || tag.replace("\"", "").equals(etag.replace("\"", "")));
    }

    /** Refuses headers that mean something only for an object that the caller's key encrypts. */
    public static void checkEncryption(Value.Map request) {
        if (request.has("sseCustomerAlgorithm") || request.has("sseCustomerKey") || request.has("sseCustomerKeyMD5")) {
            throw S3Refusals.invalidRequest("The encryption parameters are not applicable to this object.");
        }
    }
}
