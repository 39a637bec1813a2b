package dev.setpoint.engine.planning.scope;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.graph.Graph;
import java.util.HashSet;
import java.util.Set;

/**
 * Collects the resources and data sources that a planned change affects, directly or through dependencies. An
 * affected data source is read during apply, because its answer may change or not exist yet.
 */
public final class PendingResources {

    private final Graph graph;
    private final Set<Address> addresses = new HashSet<>();

    public PendingResources(Graph graph) {
        this.graph = graph;
    }

    /** @param changes true when the plan changes it; its dependencies must be noted first */
    public void note(Address address, boolean changes) {
        if (changes || waits(address)) {
            addresses.add(address);
        }
    }

    /** Tells whether a dependency of the address is pending. */
    public boolean waits(Address address) {
        return graph.dependenciesOf(address).stream().anyMatch(addresses::contains);
    }
}
