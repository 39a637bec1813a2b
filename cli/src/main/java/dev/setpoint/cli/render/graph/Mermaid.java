package dev.setpoint.cli.render.graph;

import dev.setpoint.cli.render.model.ChangeVerb;
import dev.setpoint.cli.render.model.PlanModel;
import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Printable;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.plan.Change;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Flowcharts of Mermaid. Arrows go from what is made first to what needs it. */
public final class Mermaid {

    private static final Pattern SPECIAL = Pattern.compile("[^\\p{L}\\p{N} _.,:()/\\[\\]-]");

    private Mermaid() {}

    /** All resources of a stack, with their types. */
    static String of(Graph graph) {
        var types = NodeTypes.of(graph);
        var labels = new LinkedHashMap<Address, String>();
        graph.order().forEach(address -> labels.put(address, label(address.text(), types.of(address))));
        return flowchart(labels, Edge.of(graph));
    }

    /** Resources that a plan changes, with the verbs of their changes. */
    public static String of(PlanModel plan) {
        var labels = new LinkedHashMap<Address, String>();
        for (var change : plan.changes()) {
            var verbs = verbs(change) + (change.isForbidden() ? ": blocked" : "");
            // A resource has more than one change when a replacement has left an object over.
            labels.merge(change.address(), label(change.address().text(), verbs), (label, _) -> label + ", " + verbs);
        }
        var edges = plan.order().stream()
                .map(edge -> new Edge(edge.first(), edge.then(), false))
                .toList();
        var page = new StringBuilder(flowchart(labels, edges));
        var names = names(labels);
        paint(page, "create", "#1a7f37", plan.changes(), Set.of(ChangeVerb.CREATE), names);
        paint(page, "change", "#9a6700", plan.changes(), Set.of(ChangeVerb.UPDATE), names);
        paint(page, "destroy", "#cf222e", plan.changes(), Set.of(ChangeVerb.DELETE, ChangeVerb.REPLACE), names);
        return page.toString();
    }

    /** {@code move, replace} */
    private static String verbs(Change change) {
        return ChangeVerb.of(change).infinitive()
                + change.followUp()
                        .map(then -> ", " + ChangeVerb.of(then).infinitive())
                        .orElse("");
    }

    private static String flowchart(Map<Address, String> labels, List<Edge> edges) {
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
            Set<ChangeVerb> verbs,
            Map<Address, String> names) {
        var painted = changes.stream()
                .filter(change -> verbs.contains(ChangeVerb.of(change.effect())))
                .map(change -> names.get(change.address()))
                .distinct()
                .toList();
        if (!painted.isEmpty()) {
            page.append("  classDef %s stroke:%s,stroke-width:2px\n".formatted(name, colour));
            page.append("  class %s %s\n".formatted(String.join(",", painted), name));
        }
    }

    /** Node names for Mermaid: addresses may hold characters of its grammar. */
    private static Map<Address, String> names(Map<Address, String> labels) {
        var names = new LinkedHashMap<Address, String>();
        labels.keySet().forEach(address -> names.put(address, "n" + names.size()));
        return names;
    }

    /** A label, in which Mermaid would read directives, entities, HTML and Markdown. */
    private static String label(String name, String below) {
        return Stream.of(name, below)
                .map(line -> SPECIAL.matcher(Printable.line(line)).replaceAll(c -> entity(c.group())))
                .collect(Collectors.joining("<br>"));
    }

    private static String entity(String character) {
        return character.equals("\"") ? "#quot;" : "#" + character.codePointAt(0) + ";";
    }
}
