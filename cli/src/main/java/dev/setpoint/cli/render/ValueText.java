package dev.setpoint.cli.render;

import dev.setpoint.cli.render.Line.Mark;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;

/** Named values for a person, as YAML. */
public final class ValueText {

    private static final int MARGIN = 4;

    private final Style style;

    public ValueText(Style style) {
        this.style = style;
    }

    public String page(Value.Map values) {
        var lines = new ArrayList<Line>();
        values.entries().forEach((name, value) -> lines.addAll(ValueLines.named(Mark.NONE, 0, name, value)));
        var page = new StringBuilder();
        new Layout(new Style(style.colour(), style.width() + MARGIN)).write(lines, page);
        return page.toString().indent(-MARGIN);
    }
}
