package dev.setpoint.engine.plan;

import dev.setpoint.engine.address.Address;
import java.util.Set;

/**
 * What to plan, and how.
 *
 * @param refresh whether the live cloud is read; without, what was last applied counts as live
 * @param targets the resources to plan, with all they depend on (to destroy: with all that depends on them);
 *     empty for the whole stack
 */
public record PlanOptions(Plan.Mode mode, boolean refresh, Set<Address> targets) {

    public static final PlanOptions APPLY = new PlanOptions(Plan.Mode.APPLY, true, Set.of());
    public static final PlanOptions DESTROY = new PlanOptions(Plan.Mode.DESTROY, true, Set.of());

    public PlanOptions {
        targets = Set.copyOf(targets);
    }
}
