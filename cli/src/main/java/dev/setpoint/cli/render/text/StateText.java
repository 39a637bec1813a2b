package dev.setpoint.cli.render.text;

import dev.setpoint.cli.render.lines.DiffLine;
import dev.setpoint.cli.render.lines.DiffLine.Mark;
import dev.setpoint.cli.render.lines.ValueLines;
import dev.setpoint.engine.diagnostic.Printable;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Resources of the state, for a person. */
public final class StateText {

    private final Style style;
    private final LineLayout layout;

    public StateText(Style style) {
        this.style = style;
        this.layout = new LineLayout(style);
    }

    /** One line for each resource: address, type, identity. */
    public String list(State state) {
        var addresses = state.resources().keySet().stream()
                .mapToInt(address -> Printable.line(address.text()).length())
                .max()
                .orElse(0);
        var types = state.resources().values().stream()
                .mapToInt(resource -> resource.type().text().length())
                .max()
                .orElse(0);
        var page = new StringBuilder();
        state.resources()
                .forEach((address, resource) -> page.append(pad(Printable.line(address.text()), addresses))
                        .append("  ")
                        .append(pad(Printable.line(resource.type().text()), types))
                        .append("  ")
                        .append(Printable.line(resource.identity().value()))
                        .append(resource.complete() ? "" : "  " + style.changed("(not finished)"))
                        .append('\n'));
        return page.toString();
    }

    /** All resources with their properties, and the outputs. */
    public String all(State state) {
        if (state.isEmpty()) {
            return "The state of stack %s holds no resources.\n".formatted(Printable.line(state.stack()));
        }
        var page = new StringBuilder();
        state.resources()
                .values()
                .forEach(resource -> page.append(one(resource)).append('\n'));
        if (!state.outputs().entries().isEmpty()) {
            page.append(style.strong("Outputs")).append('\n');
            layout.write(values(state.outputs().entries()), page);
            page.append('\n');
        }
        return page.append("Stack %s: %s resources, serial %s, lineage %s.\n"
                        .formatted(
                                Printable.line(state.stack()),
                                state.resources().size(),
                                state.serial(),
                                Printable.line(state.lineage())))
                .toString();
    }

    /** One resource as it was last applied. */
    public String one(ResourceState resource) {
        var page = new StringBuilder(
                        style.strong(Printable.line(resource.address().text())))
                .append(" (")
                .append(Printable.line(resource.type().text()))
                .append(' ')
                .append(Printable.line(resource.identity().value()))
                .append(")\n");
        var lines = new ArrayList<DiffLine>();
        if (!resource.complete()) {
            lines.add(new DiffLine(Mark.ALERT, 0, "Its creation was interrupted; the next apply finishes it."));
        }
        if (resource.preventDestroy()) {
            lines.add(new DiffLine(Mark.NONE, 0, "protected from destruction (preventDestroy)"));
        }
        lines.addAll(values(resource.applied().entries()));
        if (!resource.outputs().entries().isEmpty()) {
            lines.add(new DiffLine(Mark.NONE, 0, "outputs:"));
            resource.outputs()
                    .entries()
                    .forEach((name, value) -> lines.addAll(ValueLines.named(Mark.NONE, 1, name, value)));
        }
        layout.write(lines, page);
        return page.toString();
    }

    private static List<DiffLine> values(Map<String, Value> values) {
        var lines = new ArrayList<DiffLine>();
        values.forEach((name, value) -> lines.addAll(ValueLines.named(Mark.NONE, 0, name, value)));
        return lines;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
