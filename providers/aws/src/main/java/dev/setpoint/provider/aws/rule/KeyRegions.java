package dev.setpoint.provider.aws.rule;

import dev.setpoint.engine.schema.ObjectReference;
import dev.setpoint.engine.schema.ObjectReference.Region;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlanRule;
import dev.setpoint.engine.spi.PlannedStack;
import dev.setpoint.engine.spi.PlannedStack.Part;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.equality.AwsEqualities;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A rule on the regions of KMS keys: a key serves its own region alone.
 * See behaviour.md#s3-encryption, behaviour.md#s3-replication, behaviour.md#cloudtrail-trail-regions.
 */
public record KeyRegions() implements PlanRule {

    private static final String REGION = "region";
    private static final int REGION_IN_ARN = 3;

    /** Returns the rule for a type with a property that names a KMS key; empty for other types. */
    public static Optional<PlanRule> of(TypeSchema type) {
        return type.references().stream().anyMatch(reference -> reference.isTo(Types.KEY))
                ? Optional.of(new KeyRegions())
                : Optional.empty();
    }

    @Override
    public List<Finding> check(PlannedStack plan) {
        var findings = new ArrayList<Finding>();
        for (var part : plan.all()) {
            for (var reference : part.schema().references()) {
                if (reference.isTo(Types.KEY)) {
                    reference
                            .path()
                            .in(part.desired())
                            .forEach((path, key) -> user(plan, part, reference, path)
                                    .flatMap(user -> elsewhere(plan, part, path, key, user))
                                    .ifPresent(findings::add));
                }
            }
        }
        return findings;
    }

    /** The resource whose region the key must be in, and what a sentence calls it. */
    private record User(Part part, String words) {}

    /** @param path the property that names the key */
    private static Optional<User> user(PlannedStack plan, Part part, ObjectReference reference, PropertyPath path) {
        return switch (reference.region()) {
            case Region.Any _ -> Optional.empty();
            case Region.OfResource _ -> Optional.of(new User(part, "what uses it"));
            case Region.OfNamed(var property) -> {
                var beside =
                        new PropertyPath(path.steps().subList(0, path.steps().size() - 1)).name(property);
                yield beside.in(part.desired()).values().stream()
                        .flatMap(name -> plan.meant(Types.BUCKET, "name", AwsEqualities.ARN_OR_NAME, name).stream())
                        .findFirst()
                        .map(bucket -> new User(bucket, "the bucket that `" + beside + "` names"));
            }
        };
    }

    private static Optional<Finding> elsewhere(PlannedStack plan, Part part, PropertyPath path, Value key, User user) {
        var wanted = user.part().location().string(REGION);
        return region(plan, key)
                .filter(region -> wanted.filter(w -> !w.equals(region)).isPresent())
                .map(region -> Finding.obstacle(
                                part.address(),
                                "the key is in %s, and %s is in %s."
                                        .formatted(region, user.words(), wanted.orElseThrow()),
                                "Name a key of %s: a replica of this one, or another.".formatted(wanted.orElseThrow()))
                        .about(path.toString()));
    }

    /** Returns the region of a key; empty when that cannot be told before the key is created. */
    static Optional<String> region(PlannedStack plan, Value key) {
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
