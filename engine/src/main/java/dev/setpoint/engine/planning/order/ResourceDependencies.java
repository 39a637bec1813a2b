package dev.setpoint.engine.planning.order;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.graph.Graph;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Returns the resources that a node depends on, directly or through data sources. Data sources themselves are left
 * out, because they do not change.
 */
public final class ResourceDependencies {

    private final Graph graph;
    private final Map<Address, Set<Address>> throughData = new HashMap<>();

    public ResourceDependencies(Graph graph) {
        this.graph = graph;
    }

    public Set<Address> of(Address address) {
        var direct = graph.dependenciesOf(address);
        if (direct.stream().noneMatch(Address::isData)) {
            return direct;
        }
        var resources = new LinkedHashSet<Address>();
        for (var used : direct) {
            if (used.isData()) {
                resources.addAll(behind(used));
            } else {
                resources.add(used);
            }
        }
        return resources;
    }

    private Set<Address> behind(Address data) {
        var known = throughData.get(data);
        if (known != null) {
            return known;
        }
        var resources = of(data);
        throughData.put(data, resources);
        return resources;
    }
}
