package dev.setpoint.cli.render;

import dev.setpoint.cli.render.Line.Mark;
import dev.setpoint.engine.apply.Outcome;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How an apply ended, for a person. What failed is told by its diagnostics, apart. */
public final class OutcomeText {

    private final Style style;

    public OutcomeText(Style style) {
        this.style = style;
    }

    /** What was not done, the outputs, and the counts; empty when there was nothing to do. */
    public String render(Plan plan, Outcome outcome, Duration took) {
        if (!plan.hasChanges() && outcome.succeeded()) {
            return "";
        }
        var page = new StringBuilder("\n");
        var lines = new ArrayList<Line>();
        outcome.failed().keySet().forEach(change -> lines.add(new Line(Mark.REMOVED, 0, address(change) + " failed")));
        outcome.skipped()
                .forEach((change, cause) -> lines.add(new Line(
                        Mark.NONE,
                        0,
                        address(change) + " was not started"
                                + (cause.equals(change.address())
                                        ? ""
                                        : ": it waits for " + Clean.line(cause.text())))));
        if (!lines.isEmpty()) {
            page.append(style.strong("Not done")).append('\n');
            new Layout(style).write(lines, page);
            page.append('\n');
        }
        if (outcome.succeeded() && plan.mode() == Plan.Mode.APPLY) {
            outputs(outcome, page);
        }
        return page.append(closing(plan, outcome, took)).append('\n').toString();
    }

    private static String address(Change change) {
        return Clean.line(change.address().text());
    }

    private void outputs(Outcome outcome, StringBuilder page) {
        var lines = new ArrayList<Line>();
        outcome.state()
                .outputs()
                .entries()
                .forEach((name, value) -> lines.addAll(ValueLines.named(Mark.NONE, 0, name, value)));
        if (!lines.isEmpty()) {
            page.append(style.strong("Outputs")).append('\n');
            new Layout(style).write(lines, page);
            page.append('\n');
        }
    }

    private String closing(Plan plan, Outcome outcome, Duration took) {
        var verb = plan.mode() == Plan.Mode.DESTROY ? "Destroyed" : "Applied";
        var word = outcome.succeeded()
                ? style.added(verb + ":")
                : style.danger(outcome.interrupted() ? "Interrupted:" : verb + " in part:");
        return word + " " + sentence(outcome) + " in " + Durations.brief(took) + ".";
    }

    private static String sentence(Outcome outcome) {
        var done = outcome.done();
        var parts = new ArrayList<String>();
        add(parts, count(done, Change.Create.class), "created");
        add(parts, count(done, Change.Update.class), "updated");
        add(parts, count(done, Change.Replace.class), "replaced");
        add(parts, count(done, Change.Delete.class), "deleted");
        add(parts, count(done, Change.Import.class), "imported");
        add(parts, count(done, Change.Move.class), "moved");
        add(parts, count(done, Change.Forget.class), "forgotten");
        add(parts, outcome.failed().size(), "failed");
        add(parts, outcome.skipped().size(), "not started");
        return parts.isEmpty() ? "nothing changed" : String.join(", ", parts);
    }

    private static void add(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    private static int count(List<Change> changes, Class<? extends Change> kind) {
        return (int) changes.stream().filter(kind::isInstance).count();
    }
}
