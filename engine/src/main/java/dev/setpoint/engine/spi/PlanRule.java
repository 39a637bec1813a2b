package dev.setpoint.engine.spi;

import java.util.List;

/**
 * Rule that a plan must meet and no schema can express, because it lies between resources or in the meaning of a value.
 * Without it, the cloud would refuse the change late, or accept a change that does not do its job. Makes no call.
 */
@FunctionalInterface
public interface PlanRule {

    List<Finding> check(PlannedStack plan);

    /**
     * Tells whether it needs no more than the spec, and so is checked by {@code validate} too. Such a rule reads neither
     * the location of a resource nor values that only a provider can fill in.
     */
    default boolean needsSpecOnly() {
        return false;
    }
}
