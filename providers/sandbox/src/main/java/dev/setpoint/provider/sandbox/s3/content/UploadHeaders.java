package dev.setpoint.provider.sandbox.s3.content;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.table.Check;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.world.Service;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks of the headers that every upload of an object may have. See behaviour.md#s3-object-headers. */
public final class UploadHeaders {

    private static final int LONGEST_KEY = 1024;

    private static final List<Check> CHECKS = List.of(
            Check.oneOf(
                            "storageClass",
                            Set.of(
                                    "STANDARD",
                                    "REDUCED_REDUNDANCY",
                                    "STANDARD_IA",
                                    "ONEZONE_IA",
                                    "INTELLIGENT_TIERING",
                                    "GLACIER",
                                    "GLACIER_IR",
                                    "DEEP_ARCHIVE"),
                            refusal("InvalidStorageClass", "The storage class you specified is not valid"))
                    .whenPresent(),
            Check.matches(
                            "websiteRedirectLocation",
                            Pattern.compile("(/|https?://).*", Pattern.DOTALL),
                            refusal(
                                    "InvalidRedirectLocation",
                                    "The website redirect location must have a prefix of 'http://' or 'https://' or '/'."))
                    .whenPresent(),
            Check.length(
                    "websiteRedirectLocation",
                    0,
                    2048,
                    refusal(
                            "InvalidRedirectLocation",
                            "The length of website redirect location cannot exceed 2,048 characters.")),
            Check.absent(
                    "writeOffsetBytes",
                    new Refusal(
                            Service.S3,
                            "NotImplemented",
                            501,
                            "A header you provided implies functionality that is not implemented:"
                                    + " x-amz-write-offset-bytes")));

    private UploadHeaders() {}

    /** @param request of any upload, by its members' names */
    public static void check(Value.Map request) {
        checkKey(request.string("key").orElse(""));
        Check.all(CHECKS, request);
    }

    /** Refuses a key that no object can have. */
    public static void checkKey(String key) {
        if (key.isEmpty()) {
            throw S3Refusals.invalidRequest("The key of the object is missing.");
        }
        if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
            throw S3Refusals.refusal("KeyTooLongError", 400, "Your key is too long");
        }
    }

    private static Refusal refusal(String code, String message) {
        return new Refusal(Service.S3, code, 400, message);
    }
}
