package dev.setpoint.provider.aws.s3.facet;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.s3.configuration.BucketFacet;
import dev.setpoint.provider.aws.s3.configuration.NotConfigured;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** Default encryption of new objects. S3 does not look whether the key exists. See behaviour.md#s3-encryption. */
final class Encryption implements BucketFacet {

    @Override
    public String property() {
        return "encryption";
    }

    @Override
    public Optional<Value> read(S3Client s3, String bucket) {
        return rule(s3, bucket).map(Encryption::toValue);
    }

    @Override
    public Value untouched() {
        return Value.Map.EMPTY.with("algorithm", Value.of("AES256"));
    }

    private static Optional<ServerSideEncryptionRule> rule(S3Client s3, String bucket) {
        return Errors.unless(
                        NotConfigured.as("ServerSideEncryptionConfigurationNotFoundError"),
                        () -> s3.getBucketEncryption(r -> r.bucket(bucket))
                                .serverSideEncryptionConfiguration()
                                .rules())
                .flatMap(rules -> rules.stream().findFirst());
    }

    /** The key comes back as it was sent: id, ARN or alias. */
    private static Value toValue(ServerSideEncryptionRule rule) {
        var entries = new LinkedHashMap<String, Value>();
        var byDefault = Optional.ofNullable(rule.applyServerSideEncryptionByDefault());
        byDefault.map(d -> d.sseAlgorithmAsString()).ifPresent(text -> entries.put("algorithm", Value.of(text)));
        byDefault.map(d -> d.kmsMasterKeyID()).ifPresent(text -> entries.put("kmsKey", Value.of(text)));
        entries.put("bucketKey", Value.of(Boolean.TRUE.equals(rule.bucketKeyEnabled())));
        blocked(rule).ifPresent(types -> entries.put("blockedEncryptionTypes", Value.strings(types)));
        return new Value.Map(entries);
    }

    private static Optional<List<String>> blocked(ServerSideEncryptionRule rule) {
        return Optional.ofNullable(rule.blockedEncryptionTypes())
                .filter(blocked -> blocked.hasEncryptionType())
                .map(blocked -> blocked.encryptionTypeAsStrings());
    }

    @Override
    public void put(S3Client s3, String bucket, Value desired) {
        var encryption = (Value.Map) desired.revealedDeep();
        var rule = ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(d -> {
                    encryption.string("algorithm").ifPresent(d::sseAlgorithm);
                    encryption.string("kmsKey").ifPresent(d::kmsMasterKeyID);
                })
                .bucketKeyEnabled(encryption.bool("bucketKey").orElse(false));
        // What S3 makes of a Put without them is not documented; sending what is there keeps it either way.
        var blocked = encryption.has("blockedEncryptionTypes")
                ? Optional.of(texts(encryption.list("blockedEncryptionTypes")))
                : rule(s3, bucket).flatMap(Encryption::blocked);
        blocked.ifPresent(types -> rule.blockedEncryptionTypes(b -> b.encryptionTypeWithStrings(types)));
        s3.putBucketEncryption(r -> r.bucket(bucket).serverSideEncryptionConfiguration(c -> c.rules(rule.build())));
    }

    /** S3 goes back to its own keys (AES256), never to no encryption. */
    @Override
    public void remove(S3Client s3, String bucket) {
        s3.deleteBucketEncryption(r -> r.bucket(bucket));
    }

    private static List<String> texts(List<Value> values) {
        return values.stream()
                .flatMap(value ->
                        value instanceof Value.Str(var text) ? List.of(text).stream() : List.<String>of().stream())
                .toList();
    }
}
