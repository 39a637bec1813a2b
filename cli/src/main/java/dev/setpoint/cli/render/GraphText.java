package dev.setpoint.cli.render;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Printable;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Preview;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A graph for programs that draw: DOT and Mermaid. Arrows go from what is made first to what needs it. */
public final class GraphText {

    private static final Pattern SPECIAL = Pattern.compile("[^\\p{L}\\p{N} _.,:()/\\[\\]-]");

    private final Graph graph;
    private final Map<Address, String> types = new HashMap<>();

    public GraphText(Graph graph) {
        this.graph = graph;
        graph.stack()
                .resources()
                .values()
                .forEach(block -> types.put(block.address(), block.type().name().text()));
        graph.stack()
                .data()
                .values()
                .forEach(block -> types.put(block.address(), block.type().name().text()));
    }

    public String dot() {
        var page = new StringBuilder("digraph ")
                .append(quoted(graph.stack().name()))
                .append(" {\n");
        page.append("  rankdir = LR;\n  node [shape = box, fontname = \"sans-serif\"];\n");
        for (var address : graph.order()) {
            page.append("  ")
                    .append(quoted(address.text()))
                    .append(" [label = ")
                    .append(quoted(address.text(), type(address)))
                    .append(address.isData() ? ", style = dashed" : "")
                    .append("];\n");
        }
        for (var edge : edges(graph.order())) {
            page.append("  ")
                    .append(quoted(edge.first().text()))
                    .append(" -> ")
                    .append(quoted(edge.then().text()))
                    .append(edge.required() ? " [style = dotted]" : "")
                    .append(";\n");
        }
        return page.append("}\n").toString();
    }

    public String mermaid() {
        var labels = new LinkedHashMap<Address, String>();
        graph.order().forEach(address -> labels.put(address, node(address.text(), type(address))));
        return mermaid(labels, edges(List.copyOf(labels.keySet())));
    }

    /** Only what changes, each with what is done to it, and after what. */
    static String mermaid(Preview plan) {
        var changes = plan.changes();
        var labels = new LinkedHashMap<Address, String>();
        for (var change : changes) {
            var done = words(change) + (change.isForbidden() ? ": blocked" : "");
            // A resource has more than one change when a replacement has left an object over.
            labels.merge(change.address(), node(change.address().text(), done), (label, _) -> label + ", " + done);
        }
        var edges = new ArrayList<Edge>();
        labels.keySet()
                .forEach(then -> labels.keySet().stream()
                        .filter(first -> !first.equals(then)
                                && plan.waitsFor().getOrDefault(then, Set.of()).contains(first))
                        .forEach(first -> edges.add(new Edge(first, then, false))));
        var page = new StringBuilder(mermaid(labels, edges));
        var names = names(labels);
        paint(page, "create", "#1a7f37", changes, Set.of("create"), names);
        paint(page, "change", "#9a6700", changes, Set.of("update"), names);
        paint(page, "destroy", "#cf222e", changes, Set.of("delete", "replace"), names);
        return page.toString();
    }

    /** {@code move, replace} */
    private static String words(Change change) {
        return word(change) + change.followUp().map(then -> ", " + word(then)).orElse("");
    }

    static String word(Change change) {
        return switch (change) {
            case Change.Create _ -> "create";
            case Change.Update _ -> "update";
            case Change.Replace _ -> "replace";
            case Change.Delete _ -> "delete";
            case Change.Forget _ -> "forget";
            case Change.Refresh _ -> "refresh";
            case Change.Import _ -> "import";
            case Change.Restore _ -> "restore";
            case Change.Move _ -> "move";
            case Change.NoOp _ -> "keep";
        };
    }

    private static String mermaid(Map<Address, String> labels, List<Edge> edges) {
        var names = names(labels);
        var page = new StringBuilder("flowchart LR\n");
        labels.forEach((address, label) -> page.append("  ")
                .append(names.get(address))
                .append(address.isData() ? "([\"" : "[\"")
                .append(label)
                .append(address.isData() ? "\"])" : "\"]")
                .append('\n'));
        for (var edge : edges) {
            page.append("  ")
                    .append(names.get(edge.first()))
                    .append(edge.required() ? " -.-> " : " --> ")
                    .append(names.get(edge.then()))
                    .append('\n');
        }
        return page.toString();
    }

    private static void paint(
            StringBuilder page,
            String name,
            String colour,
            List<Change> changes,
            Set<String> words,
            Map<Address, String> names) {
        var painted = changes.stream()
                .filter(change -> words.contains(word(change.effect())))
                .map(change -> names.get(change.address()))
                .distinct()
                .toList();
        if (!painted.isEmpty()) {
            page.append("  classDef %s stroke:%s,stroke-width:2px\n".formatted(name, colour));
            page.append("  class %s %s\n".formatted(String.join(",", painted), name));
        }
    }

    /** Mermaid's own names of the nodes: addresses may hold what its grammar has for itself. */
    private static Map<Address, String> names(Map<Address, String> labels) {
        var names = new LinkedHashMap<Address, String>();
        labels.keySet().forEach(address -> names.put(address, "n" + names.size()));
        return names;
    }

    private record Edge(Address first, Address then, boolean required) {}

    private List<Edge> edges(List<Address> among) {
        var here = new HashSet<>(among);
        var edges = new ArrayList<Edge>();
        for (var address : among) {
            Optional.ofNullable(graph.dependencies().get(address))
                    .orElse(Map.of())
                    .forEach((dependency, reason) -> {
                        if (here.contains(dependency)) {
                            edges.add(new Edge(dependency, address, reason instanceof Graph.Reason.Required));
                        }
                    });
        }
        return edges;
    }

    private String type(Address address) {
        return Optional.ofNullable(types.get(address)).orElse("");
    }

    /** A string of DOT, each of the texts a line of it. */
    private static String quoted(String... lines) {
        return Stream.of(lines)
                .map(line -> Printable.line(line).replace("\\", "\\\\").replace("\"", "\\\""))
                .collect(Collectors.joining("\\n", "\"", "\""));
    }

    private static String entity(String character) {
        return character.equals("\"") ? "#quot;" : "#" + character.codePointAt(0) + ";";
    }

    /** A label of Mermaid, which knows directives, entities, HTML and Markdown in it. */
    private static String node(String name, String below) {
        return Stream.of(name, below)
                .map(line -> SPECIAL.matcher(Printable.line(line)).replaceAll(c -> entity(c.group())))
                .collect(Collectors.joining("<br>"));
    }
}
