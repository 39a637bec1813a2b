package dev.setpoint.engine.planning.scope;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.graph.Graph;
import java.util.HashSet;
import java.util.Set;

/**
 * The resources and data sources that are not yet as they will be: those that a planned change touches, and all that
 * depend on one, however indirectly. A data source among them is read only after those changes: what it answers now
 * may be out of date then, or not be there yet.
 */
public final class PendingResources {

    private final Graph graph;
    private final Set<Address> addresses = new HashSet<>();

    public PendingResources(Graph graph) {
        this.graph = graph;
    }

    /** @param changes whether the plan changes it; everything it depends on has been noted before */
    public void note(Address address, boolean changes) {
        if (changes || waits(address)) {
            addresses.add(address);
        }
    }

    /** Whether something that it depends on is pending. */
    public boolean waits(Address address) {
        return graph.dependenciesOf(address).stream().anyMatch(addresses::contains);
    }
}
