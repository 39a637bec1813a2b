package dev.setpoint.provider.aws.equality;

import dev.setpoint.engine.schema.Equalities;
import dev.setpoint.engine.schema.Equality;
import java.util.Map;
import java.util.Optional;

/** Equalities that the schemas of AWS types name. */
public final class AwsEqualities implements Equalities {

    /** Policy documents by meaning: behaviour.md#policy-documents. */
    public static final Equality IAM_POLICY = new PolicyEquality();

    /** Names of KMS keys: an id equals the ARN that ends in it, and the ARN of an alias the alias's name. */
    public static final Equality KMS_KEY = new EqualNames(KmsKeyReference::same, KmsKeyReference::plain);

    /** Names of things that may be called by ARN as well: an ARN equals the name it ends in. */
    public static final Equality ARN_OR_NAME = new EqualNames(ArnOrName::same, ArnOrName::name);

    private static final Map<String, Equality> BY_NAME =
            Map.of("iam-policy", IAM_POLICY, "kms-key-ref", KMS_KEY, "arn-or-name", ARN_OR_NAME);

    @Override
    public Optional<Equality> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
