package dev.setpoint.provider.sandbox.s3.listing;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import java.util.Optional;

/**
 * Members that requests for lists share.
 *
 * @param passed marker of the page before: a common prefix that it begins with was on that page
 * @param limit most entries and common prefixes of a page
 */
public record ListRequest(String prefix, Optional<String> delimiter, String passed, int limit) {

    public static final int MOST = 1000;

    /**
     * @param request by its members' names
     * @param most the member for the limit: {@code maxKeys}
     */
    public static ListRequest of(Value.Map request, String most, String passed) {
        if (request.string("encodingType").filter(type -> !type.equals("url")).isPresent()) {
            throw S3Refusals.invalidArgument("Invalid Encoding Method specified in Request");
        }
        var limit = request.integer(most).orElse(MOST);
        if (limit < 0) {
            throw S3Refusals.invalidArgument(
                    "Argument " + most + " must be an integer between 0 and " + Integer.MAX_VALUE);
        }
        return new ListRequest(
                request.string("prefix").orElse(""),
                request.string("delimiter").filter(text -> !text.isEmpty()),
                passed,
                Math.min(limit, MOST));
    }

    /** Returns the common prefix that stands for a key; empty when the key itself is listed. */
    Optional<String> common(String key) {
        return delimiter.flatMap(text -> {
            var at = key.indexOf(text, prefix.length());
            return at < 0 ? Optional.empty() : Optional.of(key.substring(0, at + text.length()));
        });
    }
}
