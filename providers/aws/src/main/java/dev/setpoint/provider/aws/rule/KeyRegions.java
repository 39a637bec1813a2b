package dev.setpoint.provider.aws.rule;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.spi.Blueprint;
import dev.setpoint.engine.spi.Blueprint.Part;
import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlanRule;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A KMS key serves its own region alone.
 * See behaviour.md#s3-encryption, behaviour.md#s3-replication, behaviour.md#cloudtrail-trail-regions.
 */
final class KeyRegions implements PlanRule {

    private static final String REGION = "region";
    private static final int REGION_IN_ARN = 3;
    private static final PropertyPath REPLICA_KEYS = PropertyPath.parse("rules[*].destination.replicaKmsKey");

    @Override
    public List<Finding> check(Blueprint plan) {
        var findings = new ArrayList<Finding>();
        own(plan, Types.BUCKET, "encryption.kmsKey", findings);
        own(plan, Types.OBJECT, "encryption.kmsKey", findings);
        own(plan, Types.LOG_GROUP, "kmsKey", findings);
        own(plan, Types.TOPIC, "kmsKey", findings);
        own(plan, Types.ALIAS, "targetKey", findings);
        for (var part : plan.of(Types.REPLICATION)) {
            REPLICA_KEYS.in(part.desired()).forEach((path, key) -> {
                var destination = PropertyPath.of("rules")
                        .then(path.steps().get(1))
                        .name("destination")
                        .name("bucket");
                bucket(plan, part, destination)
                        .flatMap(bucket -> elsewhere(plan, part, path, key, bucket, "the bucket that it copies to"))
                        .ifPresent(findings::add);
            });
        }
        for (var part : plan.of(Types.TRAIL)) {
            var path = PropertyPath.of("kmsKey");
            part.desired()
                    .get("kmsKey")
                    .flatMap(key -> bucket(plan, part, PropertyPath.of("s3Bucket"))
                            .flatMap(bucket -> elsewhere(plan, part, path, key, bucket, "the bucket of the trail")))
                    .ifPresent(findings::add);
        }
        return findings;
    }

    private static void own(Blueprint plan, TypeName type, String property, List<Finding> findings) {
        for (var part : plan.of(type)) {
            PropertyPath.parse(property)
                    .in(part.desired())
                    .forEach((path, key) -> elsewhere(plan, part, path, key, part, "what uses it")
                            .ifPresent(findings::add));
        }
    }

    private static Optional<Part> bucket(Blueprint plan, Part part, PropertyPath path) {
        return path.in(part.desired()).values().stream()
                .flatMap(name -> plan.meant(Types.BUCKET, "name", name).stream())
                .findFirst();
    }

    /** @param user whose region the key must be in */
    private static Optional<Finding> elsewhere(
            Blueprint plan, Part part, PropertyPath path, Value key, Part user, String what) {
        var wanted = user.location().string(REGION);
        return region(plan, key)
                .filter(region -> wanted.filter(w -> !w.equals(region)).isPresent())
                .map(region -> Finding.obstacle(
                                part.address(),
                                "the key is in %s, and %s is in %s.".formatted(region, what, wanted.orElseThrow()),
                                "Name a key of %s: a replica of this one, or another.".formatted(wanted.orElseThrow()))
                        .about(path.toString()));
    }

    /** Where a key is; empty when that cannot be told before it is there. */
    static Optional<String> region(Blueprint plan, Value key) {
        if (key instanceof Value.Str(var name)) {
            var parts = name.split(":", -1);
            return name.startsWith("arn:") && parts.length > REGION_IN_ARN
                    ? Optional.of(parts[REGION_IN_ARN]).filter(region -> !region.isEmpty())
                    : Optional.empty();
        }
        return Stream.of(Types.KEY, Types.REPLICA_KEY, Types.ALIAS)
                .flatMap(type -> plan.referred(type, key).stream())
                .flatMap(part -> part.location().string(REGION).stream())
                .findFirst();
    }
}
