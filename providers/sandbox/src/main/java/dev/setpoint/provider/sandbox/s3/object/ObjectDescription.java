package dev.setpoint.provider.sandbox.s3.object;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.content.TagSet;
import dev.setpoint.provider.sandbox.s3.content.UserMetadata;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;

/** Headers, metadata and tags of an object, from its upload and for its reads. See behaviour.md#s3-object-defaults. */
public final class ObjectDescription {

    static final String TAGS = "tags";

    private static final String METADATA = "metadata";
    private static final String STORAGE_CLASS = "storageClass";
    private static final String STANDARD = "STANDARD";
    private static final String CONTENT_TYPE = "contentType";
    private static final String EXPIRES = "expires";
    private static final List<String> HEADERS = List.of(
            CONTENT_TYPE,
            "cacheControl",
            "contentDisposition",
            "contentEncoding",
            "contentLanguage",
            "websiteRedirectLocation");

    private ObjectDescription() {}

    /** @param request of any upload, by its members' names */
    public static Value.Map of(Value.Map request) {
        var said = new LinkedHashMap<String, Value>();
        for (var header : HEADERS) {
            request.string(header).filter(text -> !text.isEmpty()).ifPresent(text -> said.put(header, Value.of(text)));
        }
        // Nothing said, S3 says this.
        said.putIfAbsent(CONTENT_TYPE, Value.of("binary/octet-stream"));
        request.get(EXPIRES).ifPresent(time -> said.put(EXPIRES, time));
        request.get(STORAGE_CLASS)
                .filter(storage -> !storage.equals(Value.of(STANDARD)))
                .ifPresent(storage -> said.put(STORAGE_CLASS, storage));
        said.put(METADATA, UserMetadata.stored(request.map(METADATA)));
        request.string("tagging").ifPresent(tags -> said.put(TAGS, TagSet.OBJECT.ofHeader(tags)));
        return new Value.Map(said);
    }

    /** Returns the storage class as lists show it. */
    public static String storageClass(Value.Map version) {
        return version.string(STORAGE_CLASS).orElse(STANDARD);
    }

    /** Returns the members of a version that HEAD and GET show. */
    static Value.Map shown(Value.Map version) {
        var shown = new LinkedHashMap<String, Value>();
        for (var header : HEADERS) {
            version.get(header).ifPresent(value -> shown.put(header, value));
        }
        version.string(EXPIRES).ifPresent(time -> shown.putAll(expires(time).entries()));
        version.get(STORAGE_CLASS).ifPresent(value -> shown.put(STORAGE_CLASS, value));
        shown.put(METADATA, UserMetadata.shown(version.map(METADATA)));
        return new Value.Map(shown);
    }

    /** Returns the header {@code Expires} as the SDK shows it, as a time and as its text. */
    static Value.Map expires(String time) {
        var header =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.parse(time).atOffset(ZoneOffset.UTC));
        return Value.Map.EMPTY.with(EXPIRES, Value.of(time)).with("expiresString", Value.of(header));
    }
}
