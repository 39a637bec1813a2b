package dev.setpoint.provider.aws.rule;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlanRule;
import dev.setpoint.engine.spi.PlannedStack;
import dev.setpoint.engine.spi.PlannedStack.Part;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.limit.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A rule on encryption contexts: with a bucket key S3 gives KMS the ARN of the bucket, not of the object.
 * See behaviour.md#bucket-keys.
 */
public record BucketKeyContexts() implements PlanRule {

    private static final String CONTEXT = "kms:encryptioncontext:aws:s3:arn";
    private static final String S3 = ":s3:::";

    /** Properties with policies that can be about keys. */
    private static final Map<TypeName, PropertyPath> POLICIES = Map.of(
            Types.KEY,
            PropertyPath.of("policy"),
            Types.REPLICA_KEY,
            PropertyPath.of("policy"),
            new TypeName("aws.iam.policy"),
            PropertyPath.of("policy"),
            new TypeName("aws.iam.rolePolicy"),
            PropertyPath.of("policy"),
            new TypeName("aws.iam.role"),
            PropertyPath.parse("inlinePolicies.*"));

    @Override
    public List<Finding> check(PlannedStack plan) {
        var buckets = plan.of(Types.BUCKET).stream()
                .filter(part ->
                        part.desired().map("encryption").bool("bucketKey").orElse(false))
                .toList();
        var findings = new ArrayList<Finding>();
        if (!buckets.isEmpty()) {
            POLICIES.forEach((type, path) -> plan.of(type)
                    .forEach(part -> path.in(part.desired())
                            .forEach((place, policy) -> Statement.of(place, policy)
                                    .forEach(statement -> check(part, statement, buckets, findings)))));
        }
        return findings;
    }

    private static void check(Part part, Statement statement, List<Part> buckets, List<Finding> findings) {
        for (var condition : statement.conditions()) {
            if (condition.key().equals(CONTEXT)) {
                buckets.stream()
                        .filter(bucket -> speaksOfObjectsAlone(condition.values(), bucket))
                        .map(BucketKeyContexts::name)
                        .map(bucket -> Finding.concern(
                                        part.address(),
                                        "this condition names the objects of %s, and with its bucket key S3 names the bucket to KMS."
                                                .formatted(bucket),
                                        "Name the ARN of the bucket as well: `arn:aws:s3:::%s`.".formatted(bucket))
                                .about(statement.path().toString()))
                        .forEach(findings::add);
            }
        }
    }

    /** Returns the bucket's name, or the expression for one that is not known yet. */
    private static String name(Part bucket) {
        return bucket.desired().string("name").orElseGet(() -> "${" + bucket.address() + ".name}");
    }

    private static boolean speaksOfObjectsAlone(List<Value> contexts, Part bucket) {
        var own = name(bucket);
        var names = contexts.stream().flatMap(value -> name(value, bucket, own)).toList();
        return names.stream().anyMatch(name -> name.startsWith(own + "/"))
                && names.stream().noneMatch(name -> Statement.matches(name, own));
    }

    /** Returns the text after {@code arn:aws:s3:::}; for an ARN that is not known yet, found by its expression. */
    private static Stream<String> name(Value value, Part bucket, String own) {
        var arn = bucket.address() + ".arn";
        return switch (value) {
            case Value.Str(var text)
            when text.contains(S3) -> Stream.of(text.substring(text.indexOf(S3) + S3.length()));
            case Value.Unknown(var text, var _)
            when text.contains(S3) -> Stream.of(text.substring(text.indexOf(S3) + S3.length()));
            case Value.Unknown(var text, var _) when text.equals(arn) -> Stream.of(own);
            case Value.Unknown(var text, var _)
            when text.startsWith("${" + arn + "}") -> Stream.of(own + text.substring(arn.length() + 3));
            default -> Stream.empty();
        };
    }
}
