package dev.setpoint.provider.sandbox.s3;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.call.SdkShapes;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/**
 * Default encryption: every bucket has it, and no key is checked here.
 * See behaviour.md#s3-encryption, behaviour.md#s3-checks-no-keys.
 */
final class Encryption extends S3Part {

    static final String NAME = "encryption";

    private static final Set<String> ALGORITHMS = Set.of("AES256", "aws:kms", "aws:kms:dsse");
    private static final Value SSE_C_BLOCKED = Value.Map.EMPTY.with("encryptionType", Value.strings(List.of("SSE-C")));

    Encryption(World world) {
        super(world);
    }

    /** What a new bucket has, and one whose configuration was deleted. */
    static Value.Map standard() {
        return Value.Map.EMPTY.with(
                "rules",
                Value.of(List.of(Value.Map.EMPTY
                        .with(
                                "applyServerSideEncryptionByDefault",
                                Value.Map.EMPTY.with("sseAlgorithm", Value.of("AES256")))
                        .with("bucketKeyEnabled", Value.of(false))
                        .with("blockedEncryptionTypes", SSE_C_BLOCKED))));
    }

    /** The one rule of a configuration. */
    static Value.Map rule(Value.Map configuration) {
        return configuration.list("rules").getFirst() instanceof Value.Map rule ? rule : Value.Map.EMPTY;
    }

    @Override
    public GetBucketEncryptionResponse getBucketEncryption(GetBucketEncryptionRequest request) {
        bucket(request.bucket());
        var configuration = configuration(request.bucket(), NAME)
                .orElseThrow(() -> notConfigured(
                        "ServerSideEncryptionConfigurationNotFoundError",
                        "The server side encryption configuration was not found"));
        return GetBucketEncryptionResponse.builder()
                .serverSideEncryptionConfiguration(
                        SdkShapes.PLAIN.build(ServerSideEncryptionConfiguration.builder(), configuration))
                .build();
    }

    @Override
    public PutBucketEncryptionResponse putBucketEncryption(PutBucketEncryptionRequest request) {
        bucket(request.bucket());
        var configuration = request.serverSideEncryptionConfiguration();
        if (configuration == null || configuration.rules().size() != 1) {
            throw malformedXml();
        }
        var rule = configuration.rules().getFirst();
        check(rule);
        var stored = SdkShapes.PLAIN.toValue(rule);
        if (rule.bucketKeyEnabled() == null) {
            stored = stored.with("bucketKeyEnabled", Value.of(false));
        }
        if (stored.map("blockedEncryptionTypes").list("encryptionType").isEmpty()) {
            // What is left out keeps the bucket's value.
            var before = configuration(request.bucket(), NAME).map(Encryption::rule);
            stored = stored.with(
                    "blockedEncryptionTypes",
                    before.flatMap(old -> old.get("blockedEncryptionTypes")).orElse(SSE_C_BLOCKED));
        }
        configure(request.bucket(), NAME, Value.Map.EMPTY.with("rules", Value.of(List.of(stored))));
        return PutBucketEncryptionResponse.builder().build();
    }

    private static void check(ServerSideEncryptionRule rule) {
        var standard =
                Optional.ofNullable(rule.applyServerSideEncryptionByDefault()).orElseThrow(S3Part::malformedXml);
        var algorithm = Optional.ofNullable(standard.sseAlgorithmAsString()).orElse("");
        if (!ALGORITHMS.contains(algorithm)) {
            throw malformedXml();
        }
        if (algorithm.equals("AES256") && standard.kmsMasterKeyID() != null) {
            throw invalidArgument(
                    "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse");
        }
    }

    @Override
    public DeleteBucketEncryptionResponse deleteBucketEncryption(DeleteBucketEncryptionRequest request) {
        bucket(request.bucket());
        configure(request.bucket(), NAME, standard());
        return DeleteBucketEncryptionResponse.builder().build();
    }
}
