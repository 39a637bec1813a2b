package dev.setpoint.provider.aws.preflight;

import static dev.setpoint.provider.aws.call.Errors.code;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.Preflight;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.Undertaking;
import dev.setpoint.engine.spi.Undertakings;
import dev.setpoint.provider.aws.call.Aws;
import dev.setpoint.provider.aws.call.Errors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.http.HttpStatusCode;

/** Whether the objects that a resource names are there, and such that the service will take them. */
public final class ReferencePreflight implements Preflight {

    private static final int REGION_IN_ARN = 3;

    private final Aws aws;
    private final List<Reference> references;

    public ReferencePreflight(Aws aws, Reference... references) {
        this.aws = aws;
        this.references = List.of(references);
    }

    @Override
    public List<Finding> look(Undertaking what, Undertakings all, Call call) {
        var findings = new ArrayList<Finding>();
        for (var reference : references) {
            for (var name : reference.names(what)) {
                if (!isPlanned(name, all)) {
                    problem(reference, name, call)
                            .map(sentence -> Finding.obstacle(
                                            what, sentence, "Name another one, or fix this one before applying.")
                                    .about(reference.property()))
                            .ifPresent(findings::add);
                }
            }
        }
        return findings;
    }

    /** Whether the plan itself makes or changes what is named, or AWS makes it when it is first used. */
    private static boolean isPlanned(String name, Undertakings all) {
        return name.contains("alias/aws/")
                || all.touch(name)
                || all.touch(name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf(':')) + 1));
    }

    private Optional<String> problem(Reference reference, String name, Call call) {
        return switch (reference.kind()) {
            case KEY -> key(name, call);
            case BUCKET -> ownBucket(name, call);
            case BUCKET_ANYWHERE -> anyBucket(name, call);
            case LOG_BUCKET -> ownBucket(name, call).or(() -> logBucket(name, call));
            case ROLE -> RoleTrust.problem(aws.iam(call), name, reference.service());
            case POLICY -> absent("policy", name, () -> aws.iam(call).getPolicy(r -> r.policyArn(name)));
            case TOPIC -> topic(name, call);
            case LOG_GROUP -> logGroup(name, call);
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

    private Optional<String> ownBucket(String name, Call call) {
        return switch (head(name, call)) {
            case HttpStatusCode.NOT_FOUND -> Optional.of("there is no bucket %s.".formatted(bucket(name)));
            case HttpStatusCode.FORBIDDEN ->
                Optional.of("the bucket %s is not yours, or you may not look at it.".formatted(bucket(name)));
            default -> Optional.empty();
        };
    }

    /** Somebody else's bucket may take what is sent there, and need not let itself be looked at. */
    private Optional<String> anyBucket(String name, Call call) {
        return head(name, call) == HttpStatusCode.NOT_FOUND
                ? Optional.of("there is no bucket %s.".formatted(bucket(name)))
                : Optional.empty();
    }

    private static String bucket(String name) {
        return name.substring(name.lastIndexOf(':') + 1);
    }

    /** The status that S3 answers with; a bucket in another region answers with where it is. */
    private int head(String name, Call call) {
        try {
            aws.s3(call).headBucket(r -> r.bucket(bucket(name)));
            return HttpStatusCode.OK;
        } catch (ProviderException e) {
            var status = Errors.status(e);
            if (status < HttpStatusCode.MOVED_PERMANENTLY || status >= HttpStatusCode.INTERNAL_SERVER_ERROR) {
                throw e;
            }
            return status;
        }
    }

    /**
     * S3 delivers no access logs to a bucket that KMS encrypts, and says nothing.
     * See behaviour.md#s3-access-logs, behaviour.md#log-delivery-acl.
     */
    private Optional<String> logBucket(String bucket, Call call) {
        var rules = aws.s3(call)
                .getBucketEncryption(r -> r.bucket(bucket))
                .serverSideEncryptionConfiguration()
                .rules();
        return rules.stream()
                        .anyMatch(rule -> String.valueOf(rule.applyServerSideEncryptionByDefault()
                                        .sseAlgorithmAsString())
                                .startsWith("aws:kms"))
                ? Optional.of("S3 delivers no access logs to %s, which is encrypted with KMS.".formatted(bucket))
                : Optional.empty();
    }

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
