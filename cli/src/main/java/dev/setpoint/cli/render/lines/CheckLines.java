package dev.setpoint.cli.render.lines;

import dev.setpoint.cli.render.model.PlanModel;
import dev.setpoint.engine.plan.PlannedCheck;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Lines of the conditions that apply checks: one line for a condition, however many instances it is checked for. */
public final class CheckLines {

    /** Heading of the lines. */
    public static final String HEADING = "Checked after apply";

    /** Number of subjects that are named; the others are counted. */
    private static final int NAMED = 3;

    private CheckLines() {}

    public static List<DiffLine> of(PlanModel plan) {
        var alike = plan.preview().checks().stream()
                .collect(Collectors.groupingBy(
                        check -> new PlannedCheck("", check.condition(), check.warning(), check.place()),
                        LinkedHashMap::new,
                        Collectors.mapping(PlannedCheck::subject, Collectors.toList())));
        return alike.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static DiffLine line(PlannedCheck check, List<String> subjects) {
        return new DiffLine(
                DiffLine.Mark.NONE,
                0,
                named(subjects) + check.condition() + (check.warning() ? " (warning)" : ""),
                check.place().map(PropertyLines::place).orElse(""));
    }

    private static String named(List<String> subjects) {
        var names = subjects.stream()
                .filter(subject -> !subject.isEmpty())
                .distinct()
                .toList();
        var first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        var rest = names.size() > NAMED ? " and %s more".formatted(names.size() - NAMED) : "";
        return first + rest + (names.isEmpty() ? "" : ": ");
    }
}
