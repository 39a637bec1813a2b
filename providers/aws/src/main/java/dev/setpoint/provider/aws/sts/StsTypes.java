package dev.setpoint.provider.aws.sts;

import static dev.setpoint.provider.aws.registration.TypeEntry.data;

import dev.setpoint.provider.aws.registration.ServiceTypes;

/** Data sources about the caller: its account, its region, its partition. */
public final class StsTypes {

    public static final ServiceTypes ALL = new ServiceTypes(
            data("aws.sts.callerIdentity", CallerIdentity::new),
            data("aws.region", CurrentRegion::new),
            data("aws.partition", CurrentPartition::new));

    private StsTypes() {}
}
