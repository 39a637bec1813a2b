package dev.setpoint.cli.render.graph;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.graph.Graph;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Arrow of a drawing, from a resource to one that needs it.
 *
 * @param required true when the spec asks for this order and no reference leads to it
 */
record Edge(Address first, Address then, boolean required) {

    /** Edges of a graph, in the order of its resources. */
    static List<Edge> of(Graph graph) {
        var order = graph.order();
        var nodes = new HashSet<>(order);
        var edges = new ArrayList<Edge>();
        for (var address : order) {
            Optional.ofNullable(graph.dependencies().get(address))
                    .orElse(Map.of())
                    .forEach((dependency, reason) -> {
                        if (nodes.contains(dependency)) {
                            edges.add(new Edge(dependency, address, reason instanceof Graph.Reason.Required));
                        }
                    });
        }
        return edges;
    }
}
