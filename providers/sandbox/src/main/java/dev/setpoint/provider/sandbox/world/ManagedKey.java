package dev.setpoint.provider.sandbox.world;

import dev.setpoint.engine.value.Value;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The key that AWS manages for S3 in each account and region. It is there as soon as somebody asks for it, so it needs
 * no document. See behaviour.md#kms-aws-managed-keys.
 */
final class ManagedKey {

    private static final Instant CREATED = Instant.parse("2025-01-01T00:00:00Z");
    private static final int ROTATION_DAYS = 365;

    private ManagedKey() {}

    /** Returns its id, which is another one in each account and region. */
    static String id(World world, String region) {
        var name = world.account().id() + ":" + region + ":" + Keys.MANAGED_BY_S3;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    static Key of(World world, String region) {
        var id = id(world, region);
        var age = Duration.between(CREATED, world.now()).toDays();
        var rotated = CREATED.plus(Duration.ofDays(age - age % ROTATION_DAYS));
        return new Key(
                Value.Map.EMPTY
                        .with("keyId", Value.of(id))
                        .with(
                                "arn",
                                Value.of("arn:" + World.partition(region) + ":kms:" + region + ":"
                                        + world.account().id() + ":key/" + id))
                        .with("region", Value.of(region))
                        .with(
                                "description",
                                Value.of("Default key that protects my S3 objects when no other key is defined"))
                        .with("manager", Value.of(Key.AWS))
                        .with("keySpec", Value.of("SYMMETRIC_DEFAULT"))
                        .with("keyUsage", Value.of("ENCRYPT_DECRYPT"))
                        .with("origin", Value.of("AWS_KMS"))
                        .with("state", Value.of("Enabled"))
                        .with("createdAt", Value.of(CREATED.toString()))
                        .with(
                                "rotation",
                                Value.Map.EMPTY
                                        .with("period", Value.of(ROTATION_DAYS))
                                        .with("since", Value.of(rotated.toString())))
                        .with("policy", Value.of(policy(world, region))),
                world);
    }

    /** Returns the key, if the id is its. */
    static Optional<Key> byId(World world, String region, String keyId) {
        return id(world, region).equals(keyId) ? Optional.of(of(world, region)) : Optional.empty();
    }

    private static String policy(World world, String region) {
        return """
            {"Version": "2012-10-17", "Id": "auto-s3-2", "Statement": [
              {"Sid": "Allow access through S3 for all principals in the account that are authorized to use S3",
               "Effect": "Allow", "Principal": {"AWS": "*"},
               "Action": ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
               "Resource": "*",
               "Condition": {"StringEquals": {"kms:CallerAccount": "%1$s", "kms:ViaService": "s3.%2$s.amazonaws.com"}}},
              {"Sid": "Allow direct access to key metadata to the account", "Effect": "Allow",
               "Principal": {"AWS": "arn:%3$s:iam::%1$s:root"},
               "Action": ["kms:Describe*", "kms:Get*", "kms:List*"], "Resource": "*"}]}""".formatted(world.account().id(), region, World.partition(region));
    }
}
