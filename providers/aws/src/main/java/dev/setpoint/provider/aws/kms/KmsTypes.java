package dev.setpoint.provider.aws.kms;

import static dev.setpoint.provider.aws.registration.TypeEntry.data;
import static dev.setpoint.provider.aws.registration.TypeEntry.resource;

import dev.setpoint.engine.spi.Preflight;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.limit.LockOut;
import dev.setpoint.provider.aws.policy.PolicyKind;
import dev.setpoint.provider.aws.policy.PolicyRule;
import dev.setpoint.provider.aws.preflight.PreflightSequence;
import dev.setpoint.provider.aws.preflight.Quota;
import dev.setpoint.provider.aws.registration.ServiceTypes;
import dev.setpoint.provider.aws.rule.LockOutRisks;
import dev.setpoint.provider.aws.rule.ReplicaKeys;

/** Types of KMS. */
public final class KmsTypes {

    /** See behaviour.md#kms-key-limits. */
    private static final int ALIASES = 50;

    private static final String TARGET = "targetKey";

    public static final ServiceTypes ALL = new ServiceTypes(
            resource("aws.kms.alias", KmsAlias::new)
                    .preflight(KmsTypes::aliasQuota)
                    .verification(AliasVerification::new),
            resource("aws.kms.grant", KmsGrant::new),
            resource("aws.kms.key", KmsKey::new)
                    .preflight(KeyPreflight::new)
                    .verification(KeyVerification::new)
                    .rules(new LockOutRisks())
                    .propertyRules(new PolicyRule(PolicyKind.KEY), LockOut.KEY),
            resource("aws.kms.replicaKey", KmsReplicaKey::new)
                    .preflight(aws -> PreflightSequence.of(new KeyPreflight(aws), new ReplicaPreflight(aws)))
                    .verification(KeyVerification::new)
                    .rules(new ReplicaKeys(), new LockOutRisks())
                    .propertyRules(new PolicyRule(PolicyKind.KEY), LockOut.KEY),
            data("aws.kms.key", KeyLookup::new));

    private KmsTypes() {}

    private static Preflight aliasQuota(Aws aws) {
        Quota.Counter aliases = (what, call) -> what.desired()
                .string(TARGET)
                .map(key -> aws.kms(call).listAliasesPaginator(r -> r.keyId(key)).aliases().stream()
                        .count())
                .orElse(0L);
        return new Quota(ALIASES, "aliases of the key", aliases, Quota.sharing(TARGET), true);
    }
}
