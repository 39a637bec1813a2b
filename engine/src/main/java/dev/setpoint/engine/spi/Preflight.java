package dev.setpoint.engine.spi;

import java.util.List;

/**
 * Checks, before anything is changed, for obstacles to changes of one type's objects, and for data that the changes
 * would destroy. Changes nothing. Called from many threads at once.
 */
public interface Preflight {

    /**
     * @param all all changes of the plan; what they create or repair is no obstacle
     * @throws ProviderException when the look failed; nothing is known then
     */
    List<Finding> look(PlannedChange what, PlannedChanges all, Call call);
}
