package dev.setpoint.provider.aws.rule;

import dev.setpoint.engine.spi.PlanRule;
import java.util.List;

/** All rules of AWS types. */
public final class AwsRules {

    public static final List<PlanRule> ALL = List.of(
            new KeyRegions(),
            new ReplicaKeys(),
            new AccessLogTargets(),
            new LifecycleTimes(),
            new ReplicationPriorities(),
            new LockOut(),
            new DefaultUploads(),
            new BucketKeyContexts());

    private AwsRules() {}
}
