package dev.setpoint.cli.render;

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
                lines.addAll(Differences.named(
                        0, name, concealed(output, output.before()), concealed(output, output.after())));
            }
        });
        return lines;
    }

    private static Optional<Value> concealed(Plan.OutputChange output, Optional<Value> value) {
        return value.map(v -> output.sensitive() && v.isKnown() ? new Value.Secret(v) : v);
    }
}
