package dev.setpoint.cli.render.graph;

import dev.setpoint.cli.render.spi.Renderer;
import dev.setpoint.cli.render.spi.Writer;
import dev.setpoint.engine.diagnostic.Printable;
import dev.setpoint.engine.graph.Graph;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The format {@code dot}, for Graphviz. Arrows go from what is made first to what needs it. */
public final class DotRenderer implements Renderer {

    @Override
    public Optional<Writer<Graph>> graph() {
        return Optional.of((graph, _) -> document(graph));
    }

    private static String document(Graph graph) {
        var types = NodeTypes.of(graph);
        var page = new StringBuilder("digraph ")
                .append(quoted(graph.stack().name()))
                .append(" {\n");
        page.append("  rankdir = LR;\n  node [shape = box, fontname = \"sans-serif\"];\n");
        for (var address : graph.order()) {
            page.append("  ")
                    .append(quoted(address.text()))
                    .append(" [label = ")
                    .append(quoted(address.text(), types.of(address)))
                    .append(address.isData() ? ", style = dashed" : "")
                    .append("];\n");
        }
        for (var edge : Edge.of(graph)) {
            page.append("  ")
                    .append(quoted(edge.first().text()))
                    .append(" -> ")
                    .append(quoted(edge.then().text()))
                    .append(edge.required() ? " [style = dotted]" : "")
                    .append(";\n");
        }
        return page.append("}\n").toString();
    }

    /** A string of DOT, with each text on a line of its own. */
    private static String quoted(String... lines) {
        return Stream.of(lines)
                .map(line -> Printable.line(line).replace("\\", "\\\\").replace("\"", "\\\""))
                .collect(Collectors.joining("\\n", "\"", "\""));
    }
}
