package dev.setpoint.provider.sandbox.s3.object;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Headers, metadata and tags of an object, from its upload and for its reads. See behaviour.md#s3-object-defaults. */
final class ObjectDescription {

    static final String TAGS = "tags";
    static final String CHECKSUM = "checksumSHA256";

    private static final String METADATA = "metadata";
    private static final int LONGEST_KEY = 1024;
    private static final int MOST_METADATA = 2048;
    private static final String STORAGE_CLASS = "storageClass";
    private static final String STANDARD = "STANDARD";
    private static final int MOST_TAGS = 10;
    private static final List<String> HEADERS = List.of(
            "contentType",
            "cacheControl",
            "contentDisposition",
            "contentEncoding",
            "contentLanguage",
            "expires",
            "websiteRedirectLocation",
            "objectLockMode",
            "objectLockRetainUntilDate",
            "objectLockLegalHoldStatus");

    private ObjectDescription() {}

    /** @param request of any upload, by its members' names */
    static Value.Map of(Value.Map request) {
        checkSizes(request);
        var said = new LinkedHashMap<String, Value>();
        for (var header : HEADERS) {
            request.get(header).ifPresent(value -> said.put(header, value));
        }
        // Nothing said, S3 says this.
        said.putIfAbsent("contentType", Value.of("binary/octet-stream"));
        request.get(STORAGE_CLASS)
                .filter(storage -> !storage.equals(Value.of(STANDARD)))
                .ifPresent(storage -> said.put(STORAGE_CLASS, storage));
        said.put(METADATA, lowerCase(request.map(METADATA)));
        request.string("tagging").ifPresent(tags -> said.put(TAGS, tags(tags)));
        return new Value.Map(said);
    }

    private static void checkSizes(Value.Map request) {
        if (size(request.string("key").orElse("")) > LONGEST_KEY) {
            throw S3Refusals.refusal("KeyTooLongError", 400, "Your key is too long");
        }
        var metadata = request.map(METADATA);
        var size = metadata.entries().keySet().stream()
                .mapToInt(key -> size(key) + size(metadata.string(key).orElse("")))
                .sum();
        if (size > MOST_METADATA) {
            throw S3Refusals.refusal(
                    "MetadataTooLarge", 400, "Your metadata headers exceed the maximum allowed metadata size");
        }
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Value.Map lowerCase(Value.Map metadata) {
        var lower = new LinkedHashMap<String, Value>();
        metadata.entries().forEach((key, value) -> lower.put(key.toLowerCase(Locale.ROOT), value));
        return new Value.Map(lower);
    }

    private static Value.Map tags(String query) {
        var tags = new LinkedHashMap<String, Value>();
        for (var pair : query.split("&", -1)) {
            var parts = pair.split("=", 2);
            tags.put(decoded(parts[0]), Value.of(parts.length < 2 ? "" : decoded(parts[1])));
        }
        return checkedTags(new Value.Map(tags));
    }

    static Value.Map checkedTags(Value.Map tags) {
        if (tags.entries().size() > MOST_TAGS) {
            throw S3Refusals.refusal("BadRequest", 400, "Object tags cannot be greater than 10");
        }
        return tags;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Returns the members of a version that HEAD and GET show. */
    static Value.Map shown(Value.Map version) {
        var shown = new LinkedHashMap<String, Value>();
        for (var header : HEADERS) {
            version.get(header).ifPresent(value -> shown.put(header, value));
        }
        version.get(STORAGE_CLASS).ifPresent(value -> shown.put(STORAGE_CLASS, value));
        shown.put(METADATA, version.map(METADATA));
        return new Value.Map(shown);
    }

    /** Returns the checksum that came with a content; empty when none came. */
    static Value.Map checked(byte[] content, Optional<String> checksum) {
        if (checksum.isEmpty()) {
            return Value.Map.EMPTY;
        }
        if (!checksum.get().equals(Base64.getEncoder().encodeToString(sha256(content)))) {
            throw S3Refusals.refusal(
                    "BadDigest", 400, "The SHA256 you specified did not match the calculated checksum.");
        }
        return Value.Map.EMPTY.with(CHECKSUM, Value.of(checksum.get()));
    }

    static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
