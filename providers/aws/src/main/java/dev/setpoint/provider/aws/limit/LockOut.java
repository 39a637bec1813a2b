package dev.setpoint.provider.aws.limit;

import dev.setpoint.engine.spi.rule.PropertyProblem;
import dev.setpoint.engine.spi.rule.PropertyRule;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Rule on the property {@code policy}, which nobody could change again. KMS refuses such a policy unless its check is
 * skipped; S3 takes it, and then only the account's root user can repair it. See behaviour.md#kms-key-limits,
 * behaviour.md#s3-bucket-policy.
 */
public enum LockOut implements PropertyRule {
    BUCKET {
        @Override
        public List<PropertyProblem> check(Value.Map properties) {
            return statements(properties).stream()
                    .filter(statement -> statement.shutsOut(PUT_BUCKET_POLICY) && statement.coversBuckets())
                    .filter(statement -> statement.conditions().isEmpty())
                    .map(statement -> new PropertyProblem(
                            statement.path(),
                            "This statement denies everybody, including you, permission to change the policy later.",
                            "Deny only the actions that nobody needs, or add a condition; only the account's root user"
                                    + " could take such a policy away."))
                    .toList();
        }
    },
    KEY {
        @Override
        public List<PropertyProblem> check(Value.Map properties) {
            return properties.bool("bypassPolicyLockoutSafetyCheck").orElse(false)
                    ? List.of()
                    : keyProblems(properties);
        }
    };

    public static final String PUT_BUCKET_POLICY = "s3:PutBucketPolicy";
    private static final String PUT_KEY_POLICY = "kms:PutKeyPolicy";
    private static final PropertyPath POLICY = PropertyPath.of("policy");

    /** The statements of the policy, as far as they are known. */
    public static List<Statement> statements(Value.Map properties) {
        return properties
                .get("policy")
                .map(policy -> Statement.of(POLICY, policy))
                .orElse(List.of());
    }

    /** Problems of a key policy, whether KMS is asked to skip its check or not. */
    public static List<PropertyProblem> keyProblems(Value.Map properties) {
        var statements = statements(properties);
        var problems = new ArrayList<PropertyProblem>();
        statements.stream()
                .filter(statement -> statement.shutsOut(PUT_KEY_POLICY)
                        && statement.conditions().isEmpty())
                .map(statement -> key(
                        statement.path(), "This statement denies everybody permission to change the key policy later."))
                .forEach(problems::add);
        // A statement that is not known yet may be the one that allows it.
        if (!statements.isEmpty()
                && properties.get("policy").filter(Value::isKnown).isPresent()
                && statements.stream().noneMatch(s -> !s.denies() && s.covers(PUT_KEY_POLICY))) {
            problems.add(key(POLICY, "This key policy lets nobody change it later."));
        }
        return problems;
    }

    private static PropertyProblem key(PropertyPath path, String sentence) {
        return new PropertyProblem(
                path,
                sentence,
                "Allow `kms:PutKeyPolicy`, or `kms:*`, to the account's root or to administrators of the key; AWS"
                        + " Support alone could repair such a key.");
    }
}
