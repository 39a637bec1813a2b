package dev.setpoint.cli.render.graph;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.graph.Graph;
import java.util.HashMap;
import java.util.Map;

/** Types of the resources and data sources of a graph. */
record NodeTypes(Map<Address, String> types) {

    static NodeTypes of(Graph graph) {
        var types = new HashMap<Address, String>();
        graph.stack()
                .resources()
                .values()
                .forEach(block -> types.put(block.address(), block.type().name().text()));
        graph.stack()
                .data()
                .values()
                .forEach(block -> types.put(block.address(), block.type().name().text()));
        return new NodeTypes(types);
    }

    /** Type of a node; empty for one without. */
    String of(Address address) {
        return types.getOrDefault(address, "");
    }
}
