package dev.setpoint.provider.aws.rule;

import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlanRule;
import dev.setpoint.engine.spi.PlannedStack;
import dev.setpoint.engine.spi.PlannedStack.Part;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.limit.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A denial of other encryption also hits uploads that name none and are encrypted as the bucket says: to a negated
 * condition a missing header is another one. See behaviour.md#missing-encryption-header, behaviour.md#bucket-guards.
 */
public record DefaultUploads() implements PlanRule {

    private static final PropertyPath POLICY = PropertyPath.of("policy");
    private static final String NULL = "Null";
    private static final Set<String> HEADERS =
            Set.of("s3:x-amz-server-side-encryption", "s3:x-amz-server-side-encryption-aws-kms-key-id");

    @Override
    public List<Finding> check(PlannedStack plan) {
        return plan.of(Types.BUCKET_POLICY).stream()
                .flatMap(part -> part.desired().get("policy").stream()
                        .flatMap(policy -> Statement.of(POLICY, policy).stream())
                        .flatMap(statement -> problem(part, statement)))
                .toList();
    }

    private static Stream<Finding> problem(Part part, Statement statement) {
        if (!statement.denies() || !statement.covers("s3:PutObject")) {
            return Stream.empty();
        }
        var conditions = statement.conditions().stream()
                .filter(condition -> HEADERS.contains(condition.key()))
                .toList();
        var exempt = conditions.stream()
                .anyMatch(condition -> condition.operator().equals(NULL)
                        && condition.values().stream().allMatch(value -> is(value, false)));
        var hit = conditions.stream()
                .anyMatch(condition -> condition.operator().equals(NULL)
                        ? condition.values().stream().anyMatch(value -> is(value, true))
                        : condition.isNegated());
        return hit && !exempt
                ? Stream.of(Finding.concern(
                                part.address(),
                                "this statement also denies uploads that name no encryption and get the bucket's own.",
                                "Add `\"Null\": {%s: \"false\"}` to its condition."
                                        .formatted(conditions.getFirst().key()))
                        .about(statement.path().toString()))
                : Stream.empty();
    }

    private static boolean is(Value value, boolean wanted) {
        return value.equals(Value.of(wanted)) || value.equals(Value.of(String.valueOf(wanted)));
    }
}
