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
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Looks if the objects that a resource names ({@code x-refersTo}) are there, and such that the service will take them.
 */
public final class ReferencePreflight implements Preflight {

    private static final int REGION_IN_ARN = 3;

    private final Aws aws;
    private final List<ObjectReference> references;

    private ReferencePreflight(Aws aws, List<ObjectReference> references) {
        this.aws = aws;
        this.references = references;
    }

    /** Returns the look at what a type's schema refers to; empty when there is nothing to look for. */
    public static Optional<Preflight> of(TypeSchema type, Aws aws) {
        var references =
                type.references().stream().filter(ObjectReference::lookedUp).toList();
        return references.isEmpty() ? Optional.empty() : Optional.of(new ReferencePreflight(aws, references));
    }

    @Override
    public List<Finding> look(PlannedChange what, PlannedChanges all, Call call) {
        var findings = new ArrayList<Finding>();
        for (var reference : references) {
            for (var name : NamedObjects.outside(reference.path(), what, all)) {
                problem(reference, name, call)
                        .map(sentence -> NamedObjects.obstacle(what, reference.path(), sentence))
                        .ifPresent(findings::add);
            }
        }
        return findings;
    }

    private Optional<String> problem(ObjectReference reference, String name, Call call) {
        return switch (reference.types().getFirst().text()) {
            case "aws.kms.key" -> key(name, call);
            case "aws.s3.bucket" ->
                reference.anyAccount() ? NamedBucket.ofAnybody(name, aws, call) : NamedBucket.ofCaller(name, aws, call);
            case "aws.iam.role" ->
                RoleTrust.problem(aws.iam(call), name, reference.assumableBy().orElse(""));
            case "aws.iam.policy" -> absent("policy", name, () -> aws.iam(call).getPolicy(r -> r.policyArn(name)));
            case "aws.sns.topic" -> topic(name, call);
            case "aws.logs.logGroup" -> logGroup(name, call);
            default -> Optional.empty();
        };
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
