package dev.setpoint.provider.sandbox.s3.object;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.world.Key;
import dev.setpoint.provider.sandbox.world.Keys;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Encryption of objects, and the errors of KMS. See behaviour.md#s3-encryption, behaviour.md#s3-object-retries. */
final class ObjectEncryption {

    private static final String ALGORITHM = "serverSideEncryption";
    private static final String KEY = "ssekmsKeyId";
    private static final String CONTEXT = "ssekmsEncryptionContext";
    private static final String BUCKET_KEY = "bucketKeyEnabled";
    private static final String S3_KEYS = "AES256";
    private static final String KMS = "aws:kms";
    private static final Set<String> ALGORITHMS = Set.of(S3_KEYS, KMS, "aws:kms:dsse");

    private static final Pattern KEY_ID =
            Pattern.compile("(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})");

    private ObjectEncryption() {}

    /**
     * Returns the members of the object's version that describe its encryption.
     *
     * @param request of any upload, by its members' names
     * @param rule the bucket's default
     */
    static Value.Map of(Value.Map request, Value.Map rule, World world) {
        var asked = request.string(ALGORITHM);
        checkForm(request, asked);
        var standard = rule.map("applyServerSideEncryptionByDefault");
        var used = asked.or(() -> standard.string("sseAlgorithm")).orElse(S3_KEYS);
        var encryption = Value.Map.EMPTY.with("sse", Value.of(used));
        if (used.equals(S3_KEYS)) {
            return encryption;
        }
        var key = request.string(KEY)
                .or(() -> asked.isEmpty() || standard.string("sseAlgorithm").equals(asked)
                        ? standard.string("kmsMasterKeyID")
                        : Optional.empty())
                .orElse(Keys.MANAGED_BY_S3);
        var encrypted = encryption.with("kmsKey", Value.of(usable(key, world).arn()));
        if (request.has(CONTEXT)) {
            encrypted = encrypted.with("kmsContext", request.get(CONTEXT).orElseThrow());
        }
        var bucketKey = request.bool(BUCKET_KEY).or(() -> rule.bool(BUCKET_KEY)).orElse(false);
        return bucketKey && used.equals(KMS) ? encrypted.with("bucketKey", Value.of(true)) : encrypted;
    }

    private static void checkForm(Value.Map request, Optional<String> asked) {
        if (asked.filter(algorithm -> !ALGORITHMS.contains(algorithm)).isPresent()) {
            throw S3Refusals.invalidArgument("The encryption method specified is not supported");
        }
        if (asked.orElse(S3_KEYS).equals(S3_KEYS) && (request.has(KEY) || request.has(CONTEXT))) {
            throw S3Refusals.invalidArgument("Server Side Encryption with AWS KMS managed key requires HTTP header"
                    + " x-amz-server-side-encryption : aws:kms");
        }
    }

    /** Returns the key, if KMS can use it; an alias is resolved now. */
    private static Key usable(String reference, World world) {
        var key = find(reference, world);
        if (!key.text("keyUsage").equals("ENCRYPT_DECRYPT") || !key.symmetricEncryption()) {
            throw S3Refusals.refusal(
                    "KMS.InvalidKeyUsageException",
                    400,
                    key.arn() + " key usage is " + key.text("keyUsage") + " which is not valid for GenerateDataKey.");
        }
        return switch (key.state()) {
            case "Enabled" -> key;
            case "Disabled" -> throw S3Refusals.refusal("KMS.DisabledException", 400, key.arn() + " is disabled.");
            default ->
                throw S3Refusals.refusal(
                        "KMS.KMSInvalidStateException",
                        400,
                        key.arn()
                                + switch (key.state()) {
                                    case "PendingDeletion" -> " is pending deletion.";
                                    case "PendingImport" -> " is pending import.";
                                    default -> " is not usable.";
                                });
        };
    }

    private static Key find(String reference, World world) {
        var account = Keys.accountOf(reference);
        if (account.filter(id -> !id.equals(world.account().id())).isPresent()) {
            throw S3Refusals.refusal(
                    "AccessDenied",
                    403,
                    "User: " + world.callerArn() + " is not authorized to perform: kms:GenerateDataKey on resource: "
                            + reference + " because the resource does not exist in this Region, no resource-based"
                            + " policies allow access, or a resource-based policy explicitly denies access");
        }
        return world.keys()
                .resolve(world.region(), reference)
                .orElseThrow(() -> S3Refusals.refusal("KMS.NotFoundException", 400, missing(reference, world)));
    }

    private static String missing(String reference, World world) {
        var region = Keys.regionOf(reference);
        if (region.filter(other -> !other.equals(world.region())).isPresent()) {
            return "Invalid arn " + region.get();
        }
        var name = region.isPresent() ? reference.substring(reference.lastIndexOf(':') + 1) : reference;
        if (name.startsWith("alias/")) {
            return "Alias " + world.arn("kms", name) + " is not found.";
        }
        var id = name.substring(name.lastIndexOf('/') + 1);
        return KEY_ID.matcher(id).matches()
                ? "Key '" + world.arn("kms", "key/" + id) + "' does not exist"
                : "Invalid keyId '" + id + "'";
    }

    /** Checks that the key of an object can be used: otherwise the object cannot be read. */
    static void checkReadable(Value.Map version, World world) {
        version.string("kmsKey").ifPresent(arn -> usable(arn, world));
    }
}
