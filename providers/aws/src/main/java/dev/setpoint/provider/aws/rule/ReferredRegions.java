package dev.setpoint.provider.aws.rule;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.schema.Identification;
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
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.arns.Arn;

/**
 * A rule on the regions of objects that properties name ({@code sameRegion} of {@code x-refersTo}): keys, buckets,
 * topics.
 * See behaviour.md#s3-encryption, behaviour.md#s3-replication, behaviour.md#s3-access-logs,
 * behaviour.md#cloudtrail-trail-regions, behaviour.md#cloudwatch-alarm-regions, behaviour.md#s3-notification.
 */
public record ReferredRegions() implements PlanRule {

    private static final String REGION = "region";

    /** Returns the rule for a type with a property whose object must be in a certain region; empty for other types. */
    public static Optional<PlanRule> of(TypeSchema type) {
        return type.references().stream().anyMatch(ReferredRegions::isBound)
                ? Optional.of(new ReferredRegions())
                : Optional.empty();
    }

    private static boolean isBound(ObjectReference reference) {
        return !(reference.region() instanceof Region.Any);
    }

    @Override
    public List<Finding> check(PlannedStack plan) {
        var findings = new ArrayList<Finding>();
        for (var part : plan.all()) {
            part.schema().references().stream()
                    .filter(ReferredRegions::isBound)
                    .forEach(reference -> reference
                            .path()
                            .in(part.desired())
                            .forEach((path, name) -> required(plan, part, reference, path)
                                    .flatMap(required -> elsewhere(plan, part, reference, path, name, required))
                                    .ifPresent(findings::add)));
        }
        return findings;
    }

    /** The region that an object must be in, and what a sentence calls the thing that is there. */
    private record Required(String region, String words) {}

    /** @param path the property that names the object */
    private static Optional<Required> required(
            PlannedStack plan, Part part, ObjectReference reference, PropertyPath path) {
        return switch (reference.region()) {
            case Region.Any _ -> Optional.empty();
            case Region.OfResource _ ->
                part.location().string(REGION).map(region -> new Required(region, "what uses it"));
            case Region.OfNamed(var property) -> {
                var beside = sibling(path, property);
                yield part.schema()
                        .reference(sibling(reference.path(), property))
                        .flatMap(other -> beside.in(part.desired()).values().stream()
                                .flatMap(name -> region(plan, other.types(), name).stream())
                                .findFirst()
                                .map(region ->
                                        new Required(region, "the %s that `%s` names".formatted(noun(other), beside))));
            }
        };
    }

    private static PropertyPath sibling(PropertyPath path, String property) {
        return new PropertyPath(path.steps().subList(0, path.steps().size() - 1)).name(property);
    }

    private static Optional<Finding> elsewhere(
            PlannedStack plan, Part part, ObjectReference reference, PropertyPath path, Value name, Required required) {
        return region(plan, reference.types(), name)
                .filter(region -> !region.equals(required.region()))
                .map(region -> Finding.obstacle(
                                part.address(),
                                "the %s is in %s, and %s is in %s."
                                        .formatted(noun(reference, name), region, required.words(), required.region()),
                                hint(reference, name, required.region()))
                        .about(path.toString()));
    }

    private static String hint(ObjectReference reference, Value name, String region) {
        return "Name %s of %s%s"
                .formatted(
                        article(noun(reference, name)),
                        region,
                        reference.isTo(Types.REPLICA_KEY) ? ": a replica of this one, or another." : ".");
    }

    private static String article(String noun) {
        return (noun.matches("[aeiou].*") ? "an " : "a ") + noun;
    }

    /** Returns the word for the object. An alarm's action may be of another service than the types of the reference. */
    private static String noun(ObjectReference reference, Value name) {
        return arn(name)
                        .filter(arn -> !service(reference).equals(arn.service()))
                        .isPresent()
                ? "object"
                : noun(reference);
    }

    /** Returns the word for what the reference is for: {@code bucket}, {@code log group}. */
    private static String noun(ObjectReference reference) {
        var type = reference.types().getFirst().text();
        return type.substring(type.lastIndexOf('.') + 1)
                .replaceAll("(?=\\p{Lu})", " ")
                .toLowerCase(Locale.ROOT);
    }

    /** Returns the service as its ARNs spell it: {@code sns} of {@code aws.sns.topic}. */
    private static String service(ObjectReference reference) {
        return reference.types().getFirst().text().split("\\.", -1)[1];
    }

    /**
     * Returns the region of an object: that of its ARN, or of the resource of the stack that it is. Empty when it
     * cannot be told before the object is created or looked for.
     */
    static Optional<String> region(PlannedStack plan, List<TypeName> types, Value name) {
        return arn(name)
                .flatMap(Arn::region)
                .filter(region -> !region.isEmpty())
                .or(() -> types.stream()
                        .flatMap(type -> resource(plan, type, name).stream())
                        .flatMap(part -> part.location().string(REGION).stream())
                        .findFirst());
    }

    private static Optional<Arn> arn(Value name) {
        return name instanceof Value.Str(var text) ? Arn.tryFromString(text) : Optional.empty();
    }

    /** Finds the resource by an expression, or by its name where no two regions can have the same. */
    private static Optional<Part> resource(PlannedStack plan, TypeName type, Value name) {
        return plan.referred(type, name)
                .or(() -> plan.of(type).stream()
                        .map(part -> part.schema().identification())
                        .filter(identification -> identification.reach() == Identification.Reach.EVERYWHERE)
                        .findFirst()
                        .flatMap(identification ->
                                identification.distinguishing().stream().findFirst())
                        .flatMap(part -> plan.meant(type, part.property(), AwsEqualities.ARN_OR_NAME, name)));
    }
}
