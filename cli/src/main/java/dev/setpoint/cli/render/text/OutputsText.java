package dev.setpoint.cli.render.text;

import dev.setpoint.cli.render.lines.DiffLine;
import dev.setpoint.cli.render.lines.DiffLine.Mark;
import dev.setpoint.cli.render.lines.ValueLines;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Outputs of a stack, and values of expressions, for a person: as YAML. */
final class OutputsText {

    private static final int MARGIN = 4;

    private final Style style;

    OutputsText(Style style) {
        this.style = style;
    }

    String page(Value.Map values) {
        var lines = new ArrayList<DiffLine>();
        values.entries().forEach((name, value) -> lines.addAll(ValueLines.named(Mark.NONE, 0, name, value)));
        return page(lines);
    }

    /** One value without a name. */
    String value(Value value) {
        return page(ValueLines.alone(value));
    }

    private String page(List<DiffLine> lines) {
        var page = new StringBuilder();
        new LineLayout(new Style(style.colour(), style.width() + MARGIN)).write(lines, page);
        return page.toString().indent(-MARGIN);
    }
}
