package dev.setpoint.provider.aws.preflight;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.schema.ObjectReference;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlannedChange;
import dev.setpoint.engine.spi.PlannedChanges;
import dev.setpoint.engine.spi.Preflight;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.arns.Arn;

/**
 * Pre-flight check that the objects which a resource names ({@code x-refersTo}) exist and that the service accepts them.
 * See behaviour.md#arns.
 */
public final class ReferencePreflight implements Preflight {

    /** The problem with one named object; empty when the service accepts it. */
    @FunctionalInterface
    private interface Look {
        Optional<String> problem(ReferencePreflight preflight, ObjectReference reference, String name, Call call);
    }

    private record Lookup(ObjectReference reference, Look look) {}

    private static final Map<String, Look> LOOKS = Map.of(
            "aws.kms.key", (preflight, _, name, call) -> preflight.key(name, call),
            "aws.s3.bucket", ReferencePreflight::bucket,
            "aws.iam.group",
                    (preflight, _, name, call) ->
                            absent("group", name, () -> preflight.aws.iam(call).getGroup(r -> r.groupName(name))),
            "aws.iam.role", ReferencePreflight::role,
            "aws.iam.policy", (preflight, _, name, call) -> preflight.policy(name, call),
            "aws.sns.topic", (preflight, _, name, call) -> preflight.topic(name, call),
            "aws.logs.logGroup", (preflight, _, name, call) -> preflight.logGroup(name, call));

    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

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
                problem(lookup, name, call)
                        .map(sentence -> NamedObjects.obstacle(what, reference.path(), sentence))
                        .ifPresent(findings::add);
            }
        }
        return findings;
    }

    /** An object of another account need not let itself be read. */
    private Optional<String> problem(Lookup lookup, String name, Call call) {
        try {
            return lookup.look().problem(this, lookup.reference(), name, call);
        } catch (ProviderException e) {
            if (e.kind() == Kind.ACCESS_DENIED && isForeign(name, call)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Returns true for the ARN of an object of another account; AWS's own objects belong to every account. */
    private boolean isForeign(String name, Call call) {
        return Arn.tryFromString(name)
                .flatMap(Arn::accountId)
                .filter(account -> ACCOUNT.matcher(account).matches())
                .filter(account -> !account.equals(aws.caller(call).accountId()))
                .isPresent();
    }

    /** Returns the region that an ARN names, or else the provider's. */
    private String region(String name) {
        return Arn.tryFromString(name)
                .flatMap(Arn::region)
                .filter(region -> !region.isEmpty())
                .orElseGet(aws::region);
    }

    private Optional<String> role(ObjectReference reference, String name, Call call) {
        return isForeign(name, call)
                ? Optional.of(
                        "the role %s is of another account, and IAM passes a role to a service within its own account only."
                                .formatted(name))
                : RoleTrust.problem(aws.iam(call), name, reference.assumableBy().orElse(""));
    }

    private Optional<String> policy(String name, Call call) {
        return isForeign(name, call)
                ? Optional.of("the policy %s is of another account, and IAM attaches only AWS's and the account's own."
                        .formatted(name))
                : absent("policy", name, () -> aws.iam(call).getPolicy(r -> r.policyArn(name)));
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

    private Optional<String> key(String name, Call call) {
        var found = Errors.unless(
                code("NotFoundException", "NotFound"),
                () -> aws.kms(call, region(name))
                        .describeKey(r -> r.keyId(name))
                        .keyMetadata());
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
                ? absent("topic", name, () -> aws.sns(call, region(name)).getTopicAttributes(r -> r.topicArn(name)))
                : Optional.empty();
    }

    /** CloudWatch Logs lists the groups of the caller's account alone. */
    private Optional<String> logGroup(String name, Call call) {
        if (isForeign(name, call)) {
            return Optional.empty();
        }
        var group = name.contains(":log-group:")
                ? name.substring(name.indexOf(":log-group:") + ":log-group:".length())
                        .replaceAll(":\\*$", "")
                : name;
        return aws
                        .logs(call, region(name))
                        .describeLogGroupsPaginator(r -> r.logGroupNamePrefix(group))
                        .logGroups()
                        .stream()
                        .anyMatch(found -> found.logGroupName().equals(group))
                ? Optional.empty()
                : Optional.of("there is no log group %s.".formatted(name.contains(":log-group:") ? name : group));
    }
}
