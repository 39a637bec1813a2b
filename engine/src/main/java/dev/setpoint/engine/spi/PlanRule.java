package dev.setpoint.engine.spi;

import java.util.List;

/**
 * Rule that a plan must meet and no schema can express, because it lies between resources or in the meaning of a value.
 * Without it, the cloud would refuse the change late, or accept a change that does not do its job. Makes no call.
 */
@FunctionalInterface
public interface PlanRule {

    List<Finding> check(PlannedStack plan);
}
