package dev.setpoint.engine.spi;

import java.util.List;

/**
 * What must hold in a plan and no schema can say, because it lies between resources or in the meaning of a value; the
 * cloud would refuse it late, or accept it and not do what it is for. Makes no call.
 */
@FunctionalInterface
public interface PlanRule {

    List<Finding> check(PlannedStack plan);
}
