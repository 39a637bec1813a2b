package dev.setpoint.engine.graph;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.graph.Graph.Reason;
import dev.setpoint.engine.stack.Stack;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.traverse.TopologicalOrderIterator;

/**
 * Orders the parts of a checked stack. Edges come from references, {@code dependsOn} and {@code
 * x-requires}; a circle is reported as its way through the file.
 */
public final class Grapher {

    public Result<Graph> order(Stack stack) {
        var edges = new Edges(stack);
        var graph = graph(edges.edges());
        var problems = new ArrayList<>(edges.problems());
        circles(graph, edges).forEach(problems::add);
        if (problems.stream().anyMatch(Diagnostic::isError)) {
            return new Result.Failed<>(problems);
        }
        var places = new HashMap<Address, Integer>();
        edges.nodes().keySet().forEach(address -> places.put(address, places.size()));
        var order = new ArrayList<Address>();
        new TopologicalOrderIterator<>(graph, Comparator.comparing(address -> places.getOrDefault(address, 0)))
                .forEachRemaining(order::add);
        return Result.of(new Graph(stack, edges.edges(), List.copyOf(order)), problems);
    }

    /** An edge runs from what comes first to what waits for it. */
    private static DefaultDirectedGraph<Address, DefaultEdge> graph(Map<Address, Map<Address, Reason>> dependencies) {
        var graph = new DefaultDirectedGraph<Address, DefaultEdge>(DefaultEdge.class);
        dependencies.keySet().forEach(graph::addVertex);
        dependencies.forEach((address, needed) -> needed.keySet().forEach(first -> graph.addEdge(first, address)));
        return graph;
    }

    private static List<Diagnostic> circles(DefaultDirectedGraph<Address, DefaultEdge> graph, Edges edges) {
        var found = new ArrayList<Diagnostic>();
        for (var component : new KosarajuStrongConnectivityInspector<>(graph).stronglyConnectedSets()) {
            var any = component.iterator().next();
            if (component.size() > 1 || graph.containsEdge(any, any)) {
                edges.nodes().keySet().stream()
                        .filter(component::contains)
                        .findFirst()
                        .ifPresent(address -> found.add(circle(way(address, component, edges), edges)));
            }
        }
        found.sort(
                Comparator.comparingInt(problem -> problem.span().orElseThrow().line()));
        return found;
    }

    /** The shortest way from the node back to itself, along what it waits for. */
    private static List<Address> way(Address start, Set<Address> component, Edges edges) {
        var cameFrom = new HashMap<Address, Address>();
        var next = new ArrayDeque<Address>();
        next.add(start);
        while (!cameFrom.containsKey(start)) {
            var here = next.remove();
            for (var needed : edges.edges().getOrDefault(here, Map.of()).keySet()) {
                if (component.contains(needed) && cameFrom.putIfAbsent(needed, here) == null) {
                    next.add(needed);
                }
            }
        }
        var way = new ArrayDeque<Address>();
        way.push(start);
        for (var here = cameFrom.get(start); here != null && !here.equals(start); here = cameFrom.get(here)) {
            way.push(here);
        }
        way.push(start);
        return List.copyOf(way);
    }

    private static Diagnostic circle(List<Address> way, Edges edges) {
        var names = way.stream().map(Address::text).toList();
        var message = way.size() == 2
                ? "`" + way.getFirst() + "` refers to itself."
                : "These depend on each other in a cycle: " + String.join(" → ", names) + ".";
        var problem = Diagnostic.error("SP0401", edges.place(way.getFirst(), way.get(1)), message);
        for (var i = 0; i + 1 < way.size(); i++) {
            var from = way.get(i);
            var to = way.get(i + 1);
            problem = problem.related(reason(from, to, edges), edges.place(from, to));
        }
        return problem;
    }

    private static String reason(Address from, Address to, Edges edges) {
        return switch (edges.edges().getOrDefault(from, Map.of()).getOrDefault(to, new Reason.DependsOn())) {
            case Reason.Referenced(var reference) -> "`" + from + "` reads `" + reference + "`";
            case Reason.DependsOn _ -> "`" + from + "` lists `" + to + "` in dependsOn";
            case Reason.Required(var because) -> "`" + from + "` needs `" + to + "`: " + because;
        };
    }
}
