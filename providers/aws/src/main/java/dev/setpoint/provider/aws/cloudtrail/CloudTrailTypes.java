package dev.setpoint.provider.aws.cloudtrail;

import static dev.setpoint.provider.aws.registration.TypeEntry.data;
import static dev.setpoint.provider.aws.registration.TypeEntry.resource;

import dev.setpoint.engine.spi.Preflight;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.limit.EventSelectors;
import dev.setpoint.provider.aws.preflight.Quota;
import dev.setpoint.provider.aws.registration.ResourceLookup;
import dev.setpoint.provider.aws.registration.ServiceTypes;

/** Types of CloudTrail. */
public final class CloudTrailTypes {

    /** See behaviour.md#cloudtrail-trail-errors. */
    private static final int TRAILS = 5;

    public static final ServiceTypes ALL = new ServiceTypes(
            resource("aws.cloudtrail.trail", CloudTrailTrail::new)
                    .preflight(CloudTrailTypes::quota)
                    .verification(TrailVerification::new)
                    .propertyRules(new EventSelectors()),
            data("aws.cloudtrail.trail", CloudTrailTypes::lookup));

    private CloudTrailTypes() {}

    private static ResourceLookup lookup(Aws aws) {
        var outputs = PropertySet.of(
                "s3Bucket",
                "s3KeyPrefix",
                "kmsKey",
                "multiRegion",
                "organization",
                "logFileValidation",
                "logging",
                "tags");
        return new ResourceLookup(new CloudTrailTrail(aws), "trail", outputs);
    }

    private static Preflight quota(Aws aws) {
        Quota.Counter trails = (_, call) -> aws.cloudTrail(call)
                .describeTrails(r -> r.includeShadowTrails(true))
                .trailList()
                .size();
        return new Quota(TRAILS, "trails in this region", trails, (_, _) -> true, true);
    }
}
