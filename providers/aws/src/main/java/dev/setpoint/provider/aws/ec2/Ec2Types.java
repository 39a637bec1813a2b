package dev.setpoint.provider.aws.ec2;

import static dev.setpoint.provider.aws.registration.TypeEntry.data;
import static dev.setpoint.provider.aws.registration.TypeEntry.resource;

import dev.setpoint.provider.aws.policy.PolicyKind;
import dev.setpoint.provider.aws.policy.PolicyRule;
import dev.setpoint.provider.aws.registration.ServiceTypes;

/** Types of EC2. */
public final class Ec2Types {

    public static final ServiceTypes ALL = new ServiceTypes(
            resource("aws.ec2.vpcEndpoint", VpcEndpoint::new)
                    .preflight(EndpointPreflight::new)
                    .preflight(ServicePreflight::new)
                    .propertyRules(new PolicyRule(PolicyKind.ENDPOINT)),
            data("aws.ec2.vpc", Vpc::new));

    private Ec2Types() {}
}
