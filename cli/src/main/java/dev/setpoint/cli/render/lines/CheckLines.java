package dev.setpoint.cli.render.lines;

import dev.setpoint.cli.render.model.PlanModel;
import dev.setpoint.engine.plan.PlannedCheck;
import java.util.List;

/** Lines of the conditions that apply checks. */
public final class CheckLines {

    /** Heading of the lines. */
    public static final String HEADING = "Checked after apply";

    private CheckLines() {}

    public static List<DiffLine> of(PlanModel plan) {
        return plan.preview().checks().stream().map(CheckLines::line).toList();
    }

    private static DiffLine line(PlannedCheck check) {
        var subject = check.subject().isEmpty() ? "" : check.subject() + ": ";
        return new DiffLine(
                DiffLine.Mark.NONE,
                0,
                subject + check.condition() + (check.warning() ? " (warning)" : ""),
                check.place().map(PropertyLines::place).orElse(""));
    }
}
