package dev.setpoint.cli.render.lines;

import dev.setpoint.cli.render.model.PlanModel;
import java.util.ArrayList;
import java.util.List;

/** Lines of the outputs that a plan changes. */
public final class OutputLines {

    private OutputLines() {}

    public static List<DiffLine> of(PlanModel plan) {
        var lines = new ArrayList<DiffLine>();
        plan.outputs()
                .forEach((name, output) ->
                        lines.addAll(ValueDifference.named(0, name, output.before(), output.after())));
        return lines;
    }
}
