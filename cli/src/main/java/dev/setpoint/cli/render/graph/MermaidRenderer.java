package dev.setpoint.cli.render.graph;

import dev.setpoint.cli.render.spi.Renderer;
import dev.setpoint.cli.render.spi.Writer;
import dev.setpoint.engine.graph.Graph;
import java.util.Optional;

/** The format {@code mermaid}, which Markdown pages of GitHub and GitLab draw. */
public final class MermaidRenderer implements Renderer {

    @Override
    public Optional<Writer<Graph>> graph() {
        return Optional.of((graph, _) -> Mermaid.of(graph));
    }
}
