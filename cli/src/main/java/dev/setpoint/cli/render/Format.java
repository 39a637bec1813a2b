package dev.setpoint.cli.render;

import dev.setpoint.cli.render.graph.DotRenderer;
import dev.setpoint.cli.render.graph.MermaidRenderer;
import dev.setpoint.cli.render.json.JsonRenderer;
import dev.setpoint.cli.render.junit.JunitRenderer;
import dev.setpoint.cli.render.markdown.MarkdownRenderer;
import dev.setpoint.cli.render.model.Kind;
import dev.setpoint.cli.render.model.Renderer;
import dev.setpoint.cli.render.text.Style;
import dev.setpoint.cli.render.text.TextRenderer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Table of the output formats. The first that has a writer for what a command prints is the command's default. */
public enum Format {
    TEXT(TextRenderer::new),
    JSON(_ -> new JsonRenderer()),
    MARKDOWN(_ -> new MarkdownRenderer()),
    JUNIT(_ -> new JunitRenderer()),
    DOT(_ -> new DotRenderer()),
    MERMAID(_ -> new MermaidRenderer());

    private final Function<Style, Renderer> renderer;

    Format(Function<Style, Renderer> renderer) {
        this.renderer = renderer;
    }

    /** Renderer of this format for a page of a style. */
    public Renderer renderer(Style style) {
        return renderer.apply(style);
    }

    /** Formats that can show each of these kinds of results. */
    public static List<Format> showing(List<Kind<?>> kinds) {
        return Stream.of(values())
                .filter(format -> kinds.stream().allMatch(format::shows))
                .toList();
    }

    private boolean shows(Kind<?> kind) {
        return kind.writer(renderer(Style.PLAIN)).isPresent();
    }

    /** Finds a format by its name on the command line. */
    public static Optional<Format> named(String name) {
        return Stream.of(values())
                .filter(format -> format.toString().equals(name))
                .findFirst();
    }

    /** Name on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
