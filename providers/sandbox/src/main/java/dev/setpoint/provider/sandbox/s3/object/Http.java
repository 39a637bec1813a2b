package dev.setpoint.provider.sandbox.s3.object;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Contents of requests, and the HTTP of answers. */
public final class Http {

    static final int OK = 200;
    static final int PARTIAL = 206;

    private Http() {}

    public static byte[] content(RequestBody body) {
        try (var stream = body.contentStreamProvider().newStream()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The object's content cannot be read.", e);
        }
    }

    /** Returns a response with a Date header, for clients that use the service's clock. */
    static SdkHttpResponse response(int status, Instant time) {
        return SdkHttpResponse.builder()
                .statusCode(status)
                .putHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC)))
                .build();
    }
}
