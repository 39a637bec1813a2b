package dev.setpoint.cli.render;

import dev.setpoint.cli.render.Line.Mark;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.Preview;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The stack's outputs that change. */
final class OutputLines {

    private OutputLines() {}

    static List<Line> of(Preview plan) {
        var lines = new ArrayList<Line>();
        plan.outputs().forEach((name, output) -> {
            if (output.changes()) {
                lines.addAll(one(name, concealed(output, output.before()), concealed(output, output.after())));
            }
        });
        return lines;
    }

    private static List<Line> one(String name, Optional<Value> before, Optional<Value> after) {
        if (before.isEmpty()) {
            return after.map(value -> ValueLines.named(Mark.ADDED, 0, name, value))
                    .orElse(List.of());
        }
        if (after.isEmpty()) {
            return ValueLines.named(Mark.REMOVED, 0, name, before.get());
        }
        if (ValueLines.hasParts(before.get()) || ValueLines.hasParts(after.get())) {
            var lines = new ArrayList<>(ValueLines.named(Mark.REMOVED, 0, name, before.get()));
            lines.addAll(ValueLines.named(Mark.ADDED, 0, name, after.get()));
            return lines;
        }
        var text = name + ": " + ValueLines.inline(before.get()) + " → " + ValueLines.inline(after.get());
        return List.of(new Line(Mark.CHANGED, 0, text));
    }

    private static Optional<Value> concealed(Plan.OutputChange output, Optional<Value> value) {
        return value.map(v -> output.sensitive() && v.isKnown() ? new Value.Secret(v) : v);
    }
}
