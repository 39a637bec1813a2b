package dev.setpoint.provider.sandbox.s3.object;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.s3.configuration.Encryption;
import dev.setpoint.provider.sandbox.world.Key;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Optional;

/** Encryption of objects, and the errors of KMS. See behaviour.md#s3-encryption, behaviour.md#s3-object-retries. */
final class ObjectEncryption {

    private ObjectEncryption() {}

    /**
     * Returns the members of the object's version that describe its encryption.
     *
     * @param algorithm asked for in the request; empty: the bucket's default
     * @param key likewise
     */
    static Value.Map of(
            Optional<String> algorithm, Optional<String> key, Optional<Value.Map> bucketDefault, World world) {
        var rule = bucketDefault.map(Encryption::rule).orElse(Value.Map.EMPTY);
        var standard = rule.map("applyServerSideEncryptionByDefault");
        var used = algorithm.or(() -> standard.string("sseAlgorithm")).orElse("AES256");
        var encryption = Value.Map.EMPTY.with("sse", Value.of(used));
        if (used.equals("AES256")) {
            return encryption;
        }
        var reference = key.or(
                () -> algorithm.isEmpty() || standard.string("sseAlgorithm").equals(algorithm)
                        ? standard.string("kmsMasterKeyID")
                        : Optional.empty());
        var arn =
                reference.map(wanted -> usable(wanted, world).arn()).orElseGet(() -> world.arn("kms", "alias/aws/s3"));
        return encryption
                .with("kmsKey", Value.of(arn))
                .with("bucketKey", Value.of(rule.bool("bucketKeyEnabled").orElse(false)));
    }

    /** Returns the key, if KMS can use it; an alias is resolved now. */
    private static Key usable(String reference, World world) {
        var key = world.keys()
                .resolve(world.region(), reference)
                .orElseThrow(() -> S3Refusals.refusal(
                        "KMS.NotFoundException",
                        400,
                        reference.startsWith("arn:")
                                ? "Key '" + reference + "' does not exist"
                                : "Invalid keyId '" + reference + "'"));
        return switch (key.state()) {
            case "Enabled" -> key;
            case "Disabled" -> throw S3Refusals.refusal("KMS.DisabledException", 400, key.arn() + " is disabled.");
            default ->
                throw S3Refusals.refusal(
                        "KMS.KMSInvalidStateException",
                        400,
                        key.arn()
                                + (key.state().equals("PendingDeletion")
                                        ? " is pending deletion."
                                        : " is not usable."));
        };
    }

    /** Checks that the key of an object can be used: otherwise the object cannot be read. */
    static void checkReadable(Value.Map version, World world) {
        version.string("kmsKey").filter(arn -> !arn.contains(":alias/aws/")).ifPresent(arn -> usable(arn, world));
    }
}
