package dev.setpoint.provider.aws.sns;

import static dev.setpoint.provider.aws.registration.TypeEntry.resource;

import dev.setpoint.provider.aws.limit.FilterPolicies;
import dev.setpoint.provider.aws.policy.PolicyKind;
import dev.setpoint.provider.aws.policy.PolicyRule;
import dev.setpoint.provider.aws.registration.ServiceTypes;
import dev.setpoint.provider.aws.rule.FifoTopics;

/** Types of SNS. */
public final class SnsTypes {

    public static final ServiceTypes ALL = new ServiceTypes(
            resource("aws.sns.subscription", SnsSubscription::new)
                    .rules(new FifoTopics())
                    .propertyRules(new FilterPolicies()),
            resource("aws.sns.topic", SnsTopic::new).propertyRules(new PolicyRule(PolicyKind.TOPIC)));

    private SnsTypes() {}
}
