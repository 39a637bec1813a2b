package dev.setpoint.engine.plan;

import dev.setpoint.engine.address.Address;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What to plan, and how.
 *
 * @param refresh whether the live cloud is read; without, what was last applied counts as live
 * @param targets the resources to plan, with all they depend on (to destroy: with all that depends on them; to
 *     refresh: alone); empty for the whole stack
 * @param replace resources to make anew although nothing forces it
 * @param keepData to destroy: whether everything stays whose deletion destroys data, with what that depends on
 */
public record PlanOptions(
        Plan.Mode mode, boolean refresh, SortedSet<Address> targets, SortedSet<Address> replace, boolean keepData) {

    public static final PlanOptions APPLY = of(Plan.Mode.APPLY);
    public static final PlanOptions DESTROY = of(Plan.Mode.DESTROY);
    public static final PlanOptions REFRESH = of(Plan.Mode.REFRESH);

    public PlanOptions {
        targets = Collections.unmodifiableSortedSet(new TreeSet<>(targets));
        replace = Collections.unmodifiableSortedSet(new TreeSet<>(replace));
    }

    /** The whole stack, compared with the live cloud. */
    public static PlanOptions of(Plan.Mode mode) {
        return new PlanOptions(mode, true, new TreeSet<>(), new TreeSet<>(), false);
    }

    public PlanOptions withoutRefresh() {
        return new PlanOptions(mode, false, targets, replace, keepData);
    }

    public PlanOptions targeting(Collection<Address> addresses) {
        return new PlanOptions(mode, refresh, new TreeSet<>(addresses), replace, keepData);
    }

    public PlanOptions replacing(Collection<Address> addresses) {
        return new PlanOptions(mode, refresh, targets, new TreeSet<>(addresses), keepData);
    }

    /** With everything left alone whose deletion destroys data. */
    public PlanOptions keepingData() {
        return new PlanOptions(mode, refresh, targets, replace, true);
    }
}
