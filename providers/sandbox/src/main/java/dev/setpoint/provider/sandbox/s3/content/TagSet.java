package dev.setpoint.provider.sandbox.s3.content;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.table.Members;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Tags of a bucket or of an object, from a header or from a document, as they are stored. See behaviour.md#s3-tags and
 * behaviour.md#s3-object-tags.
 */
public enum TagSet {
    BUCKET(50, "Bucket tag count cannot be greater than 50", "System tags cannot be added/updated by requester"),
    OBJECT(10, "Object tags cannot be greater than 10", "Your TagKey cannot be prefixed with aws:");

    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;
    private static final Pattern TEXT = Pattern.compile("[\\p{L}\\p{M}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private final int most;
    private final String tooMany;
    private final String reserved;

    TagSet(int most, String tooMany, String reserved) {
        this.most = most;
        this.tooMany = tooMany;
        this.reserved = reserved;
    }

    /** Returns the tags of a header: {@code a=1&b=2}. */
    public Value.Map ofHeader(String header) {
        var tags = new LinkedHashMap<String, Value>();
        for (var pair : header.split("&", -1)) {
            if (!pair.isEmpty()) {
                var parts = pair.split("=", 2);
                var key = decoded(parts[0]);
                var value = parts.length < 2 ? "" : decoded(parts[1]);
                if (!isText(key) || !isText(value) || tags.put(key, Value.of(value)) != null) {
                    throw malformed();
                }
            }
        }
        tags.forEach((key, value) -> check(key, value instanceof Value.Str(var text) ? text : ""));
        return counted(tags);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw malformed();
        }
    }

    private static AwsServiceException malformed() {
        return S3Refusals.invalidArgument("The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL"
                + " query parameters without tag name duplicates.");
    }

    /**
     * Returns the tags of a document.
     *
     * @param tagging with its member {@code tagSet}
     */
    public Value.Map of(Value.Map tagging) {
        if (!tagging.has("tagSet")) {
            throw S3Refusals.malformedXml();
        }
        var tags = new LinkedHashMap<String, Value>();
        for (var tag : Members.maps(tagging, "tagSet")) {
            var key = tag.string("key").orElseThrow(S3Refusals::malformedXml);
            var value = tag.string("value").orElseThrow(S3Refusals::malformedXml);
            if (tags.put(key, Value.of(value)) != null) {
                throw invalid("Cannot provide multiple Tags with the same key");
            }
            check(key, value);
        }
        return counted(tags);
    }

    private void check(String key, String value) {
        if (key.isEmpty()) {
            throw invalid("The TagKey you have provided is invalid");
        }
        for (var part : List.of(Map.entry("TagKey", key), Map.entry("TagValue", value))) {
            var longest = part.getKey().equals("TagKey") ? LONGEST_KEY : LONGEST_VALUE;
            if (part.getValue().codePointCount(0, part.getValue().length()) > longest) {
                throw invalid("The " + part.getKey() + " you have provided is too long, max allowed is " + longest);
            }
            if (!isText(part.getValue())) {
                throw invalid("The " + part.getKey() + " you have provided is invalid");
            }
        }
        if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
            throw invalid(reserved);
        }
    }

    private static boolean isText(String text) {
        return TEXT.matcher(text).matches();
    }

    private Value.Map counted(Map<String, Value> tags) {
        if (tags.size() > most) {
            throw S3Refusals.refusal("BadRequest", 400, tooMany);
        }
        return new Value.Map(tags);
    }

    private static AwsServiceException invalid(String message) {
        return S3Refusals.refusal("InvalidTag", 400, message);
    }
}
