package dev.setpoint.provider.aws.sns;

import static dev.setpoint.provider.aws.registration.TypeEntry.resource;

import dev.setpoint.provider.aws.preflight.Reference;
import dev.setpoint.provider.aws.preflight.Reference.Kind;
import dev.setpoint.provider.aws.registration.ServiceTypes;
import dev.setpoint.provider.aws.rule.KeyRegions;

/** Types of SNS. */
public final class SnsTypes {

    public static final ServiceTypes ALL = new ServiceTypes(
            resource("aws.sns.subscription", SnsSubscription::new).references(new Reference("topic", Kind.TOPIC)),
            resource("aws.sns.topic", SnsTopic::new)
                    .references(new Reference("kmsKey", Kind.KEY))
                    .rules(new KeyRegions()));

    private SnsTypes() {}
}
