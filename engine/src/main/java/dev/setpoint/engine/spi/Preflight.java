package dev.setpoint.engine.spi;

import java.util.List;

/**
 * Looks, before anything is changed, at what would stand in the way of changes to objects of one type, and at what
 * they would destroy. It changes nothing. Called from many threads at once.
 */
public interface Preflight {

    /**
     * @param all that the same plan does: what it makes or mends itself is nothing to complain of
     * @throws ProviderException when the look failed; nothing is known then
     */
    List<Finding> look(PlannedChange what, PlannedChanges all, Call call);
}
