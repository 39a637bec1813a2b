package dev.setpoint.provider.aws.rule;

import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlanRule;
import dev.setpoint.engine.spi.PlannedStack;
import dev.setpoint.engine.spi.PlannedStack.Part;
import dev.setpoint.provider.aws.limit.LockOut;
import dev.setpoint.provider.aws.limit.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A policy that AWS takes and that could be changed only from a certain network, or by nobody because KMS is asked to
 * skip its check. See behaviour.md#kms-key-limits, behaviour.md#s3-bucket-policy.
 */
public record LockOutRisks() implements PlanRule {

    /** Condition keys for the network that a request comes from. */
    private static final Set<String> NETWORK =
            Set.of("aws:sourcevpce", "aws:sourcevpc", "aws:sourceip", "aws:vpcsourceip", "aws:sourcevpcarn");

    @Override
    public List<Finding> check(PlannedStack plan) {
        return Stream.of(
                        plan.of(Types.BUCKET_POLICY).stream().flatMap(LockOutRisks::bucket),
                        plan.of(Types.KEY).stream().flatMap(LockOutRisks::key),
                        plan.of(Types.REPLICA_KEY).stream().flatMap(LockOutRisks::key))
                .flatMap(findings -> findings)
                .toList();
    }

    private static Stream<Finding> bucket(Part part) {
        return LockOut.statements(part.desired()).stream()
                .filter(statement -> statement.shutsOut(LockOut.PUT_BUCKET_POLICY) && statement.coversBuckets())
                .filter(LockOutRisks::isAboutNetwork)
                .map(statement -> Finding.concern(
                                part.address(),
                                "this statement lets nobody change the policy again but from a certain network.",
                                "Deny the object actions alone, or exempt an administrator with `aws:PrincipalArn`.")
                        .about(statement.path().toString()));
    }

    private static boolean isAboutNetwork(Statement statement) {
        var conditions = statement.conditions();
        return !conditions.isEmpty() && conditions.stream().allMatch(condition -> NETWORK.contains(condition.key()));
    }

    /** Without {@code bypassPolicyLockoutSafetyCheck} the same is an error. */
    private static Stream<Finding> key(Part part) {
        if (!part.desired().bool("bypassPolicyLockoutSafetyCheck").orElse(false)) {
            return Stream.empty();
        }
        return LockOut.keyProblems(part.desired()).stream()
                .map(problem -> Finding.concern(
                                part.address(),
                                problem.sentence().substring(0, 1).toLowerCase(Locale.ROOT)
                                        + problem.sentence().substring(1),
                                problem.hint())
                        .about(problem.path().toString()));
    }
}
