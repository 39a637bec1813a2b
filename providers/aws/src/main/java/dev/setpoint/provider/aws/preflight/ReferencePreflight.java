package dev.setpoint.provider.aws.preflight;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.schema.ObjectReference;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlannedChange;
import dev.setpoint.engine.spi.PlannedChanges;
import dev.setpoint.engine.spi.Preflight;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Pre-flight check that the objects which a resource names ({@code x-refersTo}) exist and that the service accepts them. */
public final class ReferencePreflight implements Preflight {

    private static final int REGION_IN_ARN = 3;

    /** The problem with one named object; empty when the service accepts it. */
    @FunctionalInterface
    private interface Look {
        Optional<String> problem(ReferencePreflight preflight, ObjectReference reference, String name, Call call);
    }

    private record Lookup(ObjectReference reference, Look look) {}

    private static final Map<String, Look> LOOKS = Map.of(
            "aws.kms.key", (preflight, _, name, call) -> preflight.key(name, call),
            "aws.s3.bucket", ReferencePreflight::bucket,
            "aws.iam.role",
                    (preflight, reference, name, call) -> RoleTrust.problem(
                            preflight.aws.iam(call),
                            name,
                            reference.assumableBy().orElse("")),
            "aws.iam.policy",
                    (preflight, _, name, call) ->
                            absent("policy", name, () -> preflight.aws.iam(call).getPolicy(r -> r.policyArn(name))),
            "aws.sns.topic", (preflight, _, name, call) -> preflight.topic(name, call),
            "aws.logs.logGroup", (preflight, _, name, call) -> preflight.logGroup(name, call));

    private final Aws aws;
    private final List<Lookup> lookups;

    private ReferencePreflight(Aws aws, List<Lookup> lookups) {
        this.aws = aws;
        this.lookups = lookups;
    }

    /**
     * Returns the pre-flight check of the objects that a type's schema refers to; empty when there are none.
     *
     * @throws IllegalStateException when a schema asks for a look at objects of a type that has none here
     */
    public static Optional<Preflight> of(TypeSchema type, Aws aws) {
        var lookups = type.references().stream()
                .filter(ObjectReference::lookedUp)
                .map(reference -> lookup(reference, type))
                .toList();
        return lookups.isEmpty() ? Optional.empty() : Optional.of(new ReferencePreflight(aws, lookups));
    }

    /** A replica or an alias of a key is looked for as the key is: the first type of the reference decides. */
    private static Lookup lookup(ObjectReference reference, TypeSchema type) {
        var look = LOOKS.get(reference.types().getFirst().text());
        if (look == null) {
            throw new IllegalStateException("`" + reference.path() + "` of " + type.name() + " needs `lookup: false`.");
        }
        return new Lookup(reference, look);
    }

    @Override
    public List<Finding> look(PlannedChange what, PlannedChanges all, Call call) {
        var findings = new ArrayList<Finding>();
        for (var lookup : lookups) {
            var reference = lookup.reference();
            for (var name : NamedObjects.outside(reference.path(), what, all)) {
                lookup.look()
                        .problem(this, reference, name, call)
                        .map(sentence -> NamedObjects.obstacle(what, reference.path(), sentence))
                        .ifPresent(findings::add);
            }
        }
        return findings;
    }

    private Optional<String> bucket(ObjectReference reference, String name, Call call) {
        return reference.anyAccount() ? NamedBucket.ofAnybody(name, aws, call) : NamedBucket.ofCaller(name, aws, call);
    }

    private static Optional<String> absent(String thing, String name, Supplier<?> read) {
        return Errors.unless(code("NoSuchEntity", "NotFound", "NotFoundException", "ResourceNotFoundException"), read)
                        .isPresent()
                ? Optional.empty()
                : Optional.of("there is no %s %s.".formatted(thing, name));
    }

    private static Optional<String> regionOf(String name) {
        var parts = name.split(":", -1);
        return name.startsWith("arn:") && parts.length > REGION_IN_ARN
                ? Optional.of(parts[REGION_IN_ARN]).filter(region -> !region.isEmpty())
                : Optional.empty();
    }

    /** A key is looked for in the region that its ARN names, or else in the provider's. */
    private Optional<String> key(String name, Call call) {
        var region = regionOf(name).orElseGet(aws::region);
        var found = Errors.unless(
                code("NotFoundException", "NotFound"),
                () -> aws.kms(call, region).describeKey(r -> r.keyId(name)).keyMetadata());
        return found.isEmpty()
                ? Optional.of("there is no key %s.".formatted(name))
                : switch (found.get().keyState()) {
                    case ENABLED, CREATING, UPDATING -> Optional.empty();
                    case DISABLED -> Optional.of("the key %s is disabled.".formatted(name));
                    case PENDING_DELETION, PENDING_REPLICA_DELETION ->
                        Optional.of("the deletion of the key %s is scheduled.".formatted(name));
                    case PENDING_IMPORT, UNAVAILABLE, UNKNOWN_TO_SDK_VERSION ->
                        Optional.of("the key %s cannot be used: it is %s."
                                .formatted(name, found.get().keyStateAsString()));
                };
    }

    /** An action may be something else than a topic. */
    private Optional<String> topic(String name, Call call) {
        return name.contains(":sns:")
                ? absent("topic", name, () -> aws.sns(call).getTopicAttributes(r -> r.topicArn(name)))
                : Optional.empty();
    }

    private Optional<String> logGroup(String name, Call call) {
        var group = name.contains(":log-group:")
                ? name.substring(name.indexOf(":log-group:") + ":log-group:".length())
                        .replaceAll(":\\*$", "")
                : name;
        return aws.logs(call).describeLogGroupsPaginator(r -> r.logGroupNamePrefix(group)).logGroups().stream()
                        .anyMatch(found -> found.logGroupName().equals(group))
                ? Optional.empty()
                : Optional.of("there is no log group %s.".formatted(group));
    }
}
