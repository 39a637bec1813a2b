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
import java.util.Set;

/**
 * A policy that nobody could change again, or only from a certain network.
 * See behaviour.md#kms-key-permissions, behaviour.md#s3-bucket-policy.
 */
public record LockOut() implements PlanRule {

    private static final PropertyPath POLICY = PropertyPath.of("policy");
    private static final String PUT_KEY_POLICY = "kms:PutKeyPolicy";
    private static final String PUT_BUCKET_POLICY = "s3:PutBucketPolicy";
    /** Condition keys for the network that a request comes from. */
    private static final Set<String> NETWORK =
            Set.of("aws:sourcevpce", "aws:sourcevpc", "aws:sourceip", "aws:vpcsourceip", "aws:sourcevpcarn");

    @Override
    public List<Finding> check(PlannedStack plan) {
        var findings = new ArrayList<Finding>();
        for (var part : plan.of(Types.BUCKET_POLICY)) {
            for (var statement : statements(part)) {
                if (shutsOut(statement, PUT_BUCKET_POLICY) && statement.coversBuckets()) {
                    bucket(part, statement, findings);
                }
            }
        }
        keys(plan, Types.KEY, findings);
        keys(plan, Types.REPLICA_KEY, findings);
        return findings;
    }

    private static List<Statement> statements(Part part) {
        return part.desired()
                .get("policy")
                .map(policy -> Statement.of(POLICY, policy))
                .orElse(List.of());
    }

    private static boolean shutsOut(Statement statement, String action) {
        return statement.denies() && statement.isForAll() && statement.covers(action);
    }

    private static void bucket(Part part, Statement statement, List<Finding> findings) {
        var conditions = statement.conditions();
        if (conditions.isEmpty()) {
            findings.add(Finding.obstacle(
                            part.address(),
                            "this statement forbids everybody to change the policy again, whoever applies it included.",
                            "Deny only the actions that nobody needs, or add a condition; only the account's root user"
                                    + " could take such a policy away.")
                    .about(statement.path().toString()));
        } else if (conditions.stream().allMatch(condition -> NETWORK.contains(condition.key()))) {
            findings.add(Finding.concern(
                            part.address(),
                            "this statement lets nobody change the policy again but from a certain network.",
                            "Deny the object actions alone, or exempt an administrator with `aws:PrincipalArn`.")
                    .about(statement.path().toString()));
        }
    }

    private static void keys(PlannedStack plan, TypeName type, List<Finding> findings) {
        for (var part : plan.of(type)) {
            var statements = statements(part);
            statements.stream()
                    .filter(statement -> shutsOut(statement, PUT_KEY_POLICY)
                            && statement.conditions().isEmpty())
                    .forEach(statement -> findings.add(
                            key(part, "this statement forbids everybody to change the policy of the key again.")
                                    .about(statement.path().toString())));
            // A statement that is not known yet may be the one that allows it.
            if (!statements.isEmpty()
                    && part.desired().get("policy").filter(Value::isKnown).isPresent()
                    && statements.stream().noneMatch(s -> !s.denies() && s.covers(PUT_KEY_POLICY))) {
                findings.add(key(part, "its policy lets nobody change the policy again.")
                        .about("policy"));
            }
        }
    }

    private static Finding key(Part part, String sentence) {
        return Finding.obstacle(
                part.address(),
                sentence,
                "Allow `kms:PutKeyPolicy`, or `kms:*`, to the account's root or to administrators of the key; AWS"
                        + " Support alone could mend such a key.");
    }
}
