package dev.setpoint.provider.sandbox.s3.configuration;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Buckets;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.table.Check;
import dev.setpoint.provider.sandbox.table.Members;
import dev.setpoint.provider.sandbox.table.Submission;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Default encryption: every bucket has it, and no key is checked here. See behaviour.md#s3-encryption,
 * behaviour.md#s3-checks-no-keys.
 */
public final class Encryption {

    public static final String NAME = "encryption";

    private static final String BY_DEFAULT = "applyServerSideEncryptionByDefault";
    private static final String ALGORITHM = "sseAlgorithm";
    private static final String BLOCKED = "blockedEncryptionTypes";
    private static final Value SSE_C_BLOCKED = Value.Map.EMPTY.with("encryptionType", Value.strings(List.of("SSE-C")));

    private static final List<Check> CONFIGURATION = List.of(Check.size("rules", 1, 1, S3Refusals.MALFORMED_XML));
    private static final List<Check> RULE = List.of(Check.oneOf(
            BY_DEFAULT + "." + ALGORITHM, Set.of("AES256", "aws:kms", "aws:kms:dsse"), S3Refusals.MALFORMED_XML));

    private Encryption() {}

    /** Configuration of a new bucket, and of one whose configuration was deleted. */
    public static Value.Map standard() {
        return Value.Map.EMPTY.with(
                "rules",
                Value.of(List.of(Value.Map.EMPTY
                        .with(BY_DEFAULT, Value.Map.EMPTY.with(ALGORITHM, Value.of("AES256")))
                        .with("bucketKeyEnabled", Value.of(false))
                        .with(BLOCKED, SSE_C_BLOCKED))));
    }

    /** Returns the one rule of a configuration. */
    public static Value.Map rule(Value.Map configuration) {
        return Members.maps(configuration, "rules").stream().findFirst().orElse(Value.Map.EMPTY);
    }

    static Value.Map accepted(Submission submission) {
        var configuration = submission.required(S3Refusals.MALFORMED_XML);
        Check.all(CONFIGURATION, configuration);
        var rule = rule(configuration);
        Check.all(RULE, rule);
        checkKey(rule.map(BY_DEFAULT));
        var stored = rule.has("bucketKeyEnabled") ? rule : rule.with("bucketKeyEnabled", Value.of(false));
        if (stored.map(BLOCKED).list("encryptionType").isEmpty()) {
            // A request that leaves this out keeps the bucket's value.
            var before = new S3Buckets(submission.world())
                    .configuration(submission.text("bucket"), NAME)
                    .map(Encryption::rule);
            stored =
                    stored.with(BLOCKED, before.flatMap(old -> old.get(BLOCKED)).orElse(SSE_C_BLOCKED));
        }
        return Value.Map.EMPTY.with("rules", Value.of(List.of(stored)));
    }

    private static void checkKey(Value.Map standard) {
        if (standard.string(ALGORITHM).equals(Optional.of("AES256")) && standard.has("kmsMasterKeyID")) {
            throw S3Refusals.invalidArgument(
                    "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse");
        }
    }
}
