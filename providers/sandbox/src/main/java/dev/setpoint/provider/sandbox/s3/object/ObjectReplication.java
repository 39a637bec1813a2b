package dev.setpoint.provider.sandbox.s3.object;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.configuration.ObjectLock;
import dev.setpoint.provider.sandbox.world.Key;
import dev.setpoint.provider.sandbox.world.ServicePrincipal;
import dev.setpoint.provider.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Replication of a new object: the rule that applies, and the copy. See behaviour.md#s3-replication. */
final class ObjectReplication {

    static final String STATUS = "replicationStatus";

    private static final String DUE = "replicatedAt";
    private static final Duration TIME_TO_COPY = Duration.ofSeconds(15);

    private final World world;
    private final String bucket;
    private final Value.Map configuration;

    private ObjectReplication(World world, String bucket, Value.Map configuration) {
        this.world = world;
        this.bucket = bucket;
        this.configuration = configuration;
    }

    /** Copy to be written to another bucket. */
    record Copy(String bucket, Value.Map version) {}

    static ObjectReplication of(World world, String bucket, Optional<Value.Map> configuration) {
        return new ObjectReplication(world, bucket, configuration.orElse(Value.Map.EMPTY));
    }

    /** Returns the replication status of a version at this time: PENDING until it has been copied. */
    static Optional<String> status(Value.Map version, World world) {
        var pending = version.string(DUE)
                .map(Instant::parse)
                .filter(world.now()::isBefore)
                .isPresent();
        return pending ? Optional.of("PENDING") : version.string(STATUS);
    }

    /** Returns the rule that applies to an object of this name and encryption. */
    Optional<Value.Map> rule(String key, Value.Map version) {
        return configuration.list("rules").stream()
                .flatMap(item -> item instanceof Value.Map rule ? Stream.of(rule) : Stream.empty())
                .filter(rule -> rule.string("status").equals(Optional.of("Enabled")))
                .filter(rule -> applies(rule, key))
                .filter(rule -> !version.has("kmsKey")
                        || rule.map("sourceSelectionCriteria")
                                .map("sseKmsEncryptedObjects")
                                .string("status")
                                .equals(Optional.of("Enabled")))
                .findFirst();
    }

    private static boolean applies(Value.Map rule, String key) {
        var filter = rule.map("filter");
        var prefix = filter.string("prefix").or(() -> rule.string("prefix")).orElse("");
        return key.startsWith(prefix) && !filter.has("tag") && !filter.has("and");
    }

    /** Returns the source version with the status of its copy. */
    Value.Map marked(Value.Map version, boolean copied) {
        return version.with(STATUS, Value.of(copied ? "COMPLETED" : "FAILED"))
                .with(DUE, Value.of(world.now().plus(TIME_TO_COPY).toString()));
    }

    /** Returns the copy; empty when the role, a key or the destination does not let S3 copy. */
    Optional<Copy> copy(Value.Map rule, String key, Value.Map version) {
        var destination = rule.map("destination");
        var arn = destination.string("bucket").orElse("");
        var target = arn.substring(arn.lastIndexOf(':') + 1);
        var region = world.buckets().region(target);
        var source = "arn:" + world.partition() + ":s3:::" + bucket;
        var service = new ServicePrincipal(world, "s3.amazonaws.com", source);
        var role = world.principals()
                .assumable(configuration.string("role").orElse(""))
                .filter(found -> found.trusts(service));
        var wantedKey = version.has("kmsKey")
                ? destination.map("encryptionConfiguration").string("replicaKmsKeyID")
                : Optional.<String>empty();
        var newKey = wantedKey.flatMap(name ->
                region.flatMap(where -> world.keys().resolve(where, name)).filter(Key::enabled));
        if (role.isEmpty() || region.isEmpty() || (wantedKey.isPresent() && newKey.isEmpty())) {
            return Optional.empty();
        }
        var allowed = role.get().may(service, "s3:GetObjectVersionForReplication", source + "/" + key, Map.of())
                && role.get().may(service, "s3:ReplicateObject", arn + "/" + key, Map.of())
                && version.string("kmsKey")
                        .map(from -> role.get().may(service, "kms:Decrypt", from, context(world.region(), source)))
                        .orElse(true)
                && newKey.map(to -> role.get().may(service, "kms:Encrypt", to.arn(), context(region.get(), arn)))
                        .orElse(true);
        if (!allowed) {
            return Optional.empty();
        }
        var lock = world.buckets().configuration(target, ObjectLock.NAME).isPresent()
                ? VersionLock.of(version)
                : new VersionLock(Optional.empty(), Optional.empty());
        var copy = lock.in(version).with(STATUS, Value.of("REPLICA"));
        return Optional.of(new Copy(
                target,
                newKey.map(to -> copy.with("kmsKey", Value.of(to.arn()))).orElse(copy)));
    }

    private static Map<String, String> context(String region, String bucketArn) {
        return Map.of(
                "kms:viaservice", "s3." + region + ".amazonaws.com", "kms:encryptioncontext:aws:s3:arn", bucketArn);
    }
}
