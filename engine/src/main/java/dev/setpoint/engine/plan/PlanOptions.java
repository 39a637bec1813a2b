package dev.setpoint.engine.plan;

import dev.setpoint.engine.address.Address;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Options of a plan.
 *
 * @param refresh true to read the live cloud; otherwise the last applied values count as live
 * @param targets resources to plan, with their dependencies (to destroy: with everything that depends on them; to
 *     refresh: only these); empty for the whole stack
 * @param replace resources to replace although nothing forces it
 * @param keepData true when destroy keeps all resources whose deletion destroys data, with their dependencies
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

    /** Returns options that plan the whole stack and read the live cloud. */
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

    /** Returns these options, so that resources whose deletion destroys data are kept. */
    public PlanOptions keepingData() {
        return new PlanOptions(mode, refresh, targets, replace, true);
    }
}
