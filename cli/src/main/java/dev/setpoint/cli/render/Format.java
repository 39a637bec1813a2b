package dev.setpoint.cli.render;

import dev.setpoint.cli.render.graph.DotRenderer;
import dev.setpoint.cli.render.graph.MermaidRenderer;
import dev.setpoint.cli.render.json.JsonRenderer;
import dev.setpoint.cli.render.junit.JunitRenderer;
import dev.setpoint.cli.render.markdown.MarkdownRenderer;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.render.spi.Renderer;
import dev.setpoint.cli.render.text.Style;
import dev.setpoint.cli.render.text.TextRenderer;
import java.util.List;
import java.util.function.Function;

/**
 * Output format. The table lists all formats; a command offers those that have a writer for everything it prints, and
 * its default is the first of them.
 *
 * @param name on the command line
 * @param renderers makes the renderer for a page of a style
 */
public record Format(String name, Function<Style, Renderer> renderers) {

    private static final List<Format> TABLE = List.of(
            new Format("text", TextRenderer::new),
            new Format("json", _ -> new JsonRenderer()),
            new Format("markdown", _ -> new MarkdownRenderer()),
            new Format("junit", _ -> new JunitRenderer()),
            new Format("dot", _ -> new DotRenderer()),
            new Format("mermaid", _ -> new MermaidRenderer()));

    public static List<Format> all() {
        return TABLE;
    }

    /** Renderer of this format for a page of a style. */
    public Renderer renderer(Style style) {
        return renderers.apply(style);
    }

    /** Formats that can show each of these kinds of results. */
    public static List<Format> showing(List<Kind<?>> kinds) {
        return TABLE.stream()
                .filter(format -> kinds.stream().allMatch(format::shows))
                .toList();
    }

    private boolean shows(Kind<?> kind) {
        return kind.writer(renderer(Style.PLAIN)).isPresent();
    }

    @Override
    public String toString() {
        return name;
    }
}
