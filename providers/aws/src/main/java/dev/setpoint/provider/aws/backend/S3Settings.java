package dev.setpoint.provider.aws.backend;

import static dev.setpoint.provider.aws.shape.Properties.text;

import dev.setpoint.engine.value.Value;
import java.util.Optional;

/**
 * The objects that hold the state: {@code schemas/backends/s3.schema.json}, whose other settings say how to reach
 * S3 and are the provider's own.
 *
 * @param key of the state; what belongs to it has longer keys that begin so
 * @param kmsKey to encrypt with; empty: as the bucket does by default
 */
public record S3Settings(String bucket, String key, Optional<String> kmsKey) {

    public static S3Settings from(Value.Map settings) {
        return new S3Settings(text(settings, "bucket"), text(settings, "key"), settings.string("kmsKey"));
    }
}
