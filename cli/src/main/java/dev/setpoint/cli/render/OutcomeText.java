package dev.setpoint.cli.render;

import dev.setpoint.cli.render.Line.Mark;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Printable;
import dev.setpoint.engine.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How an apply ended, for a person: what is left to do, and last how to go on. Why something failed is told by its diagnostics, apart. */
public final class OutcomeText {

    private final Style style;
    private final Layout layout;

    public OutcomeText(Style style) {
        this.style = style;
        this.layout = new Layout(style);
    }

    /** The outputs and the counts; after a failure, where every resource stands. Empty when there was nothing to do. */
    public String render(Ending ending) {
        var outcome = ending.outcome();
        if (!ending.plan().hasChanges() && outcome.succeeded()) {
            return "";
        }
        var page = new StringBuilder("\n");
        if (!ending.keptData().isEmpty()) {
            section(
                    "Kept, with their data; `setpoint destroy` without --keep-data removes them",
                    List.of(new Line(Mark.NONE, 0, listed(ending.keptData()))),
                    page);
        }
        if (!outcome.succeeded()) {
            standing(ending, page);
        } else if (ending.plan().mode() == Plan.Mode.APPLY) {
            outputs(ending, page);
        }
        var title = ending.title() + ":";
        page.append(outcome.succeeded() ? style.added(title) : style.danger(title))
                .append(' ')
                .append(ending.counts())
                .append(".\n");
        if (!ending.next().isEmpty()) {
            page.append(ending.next()).append('\n');
        }
        return page.toString();
    }

    private void standing(Ending ending, StringBuilder page) {
        if (ending.outcome().rollback().isPresent()) {
            section("Undone", byWord(ending.undone()), page);
            kept(ending, page);
        } else {
            section("Done", byWord(ending.done()), page);
        }
        var failed = new ArrayList<Line>();
        ending.outcome()
                .failed()
                .forEach((change, problem) -> failed.add(new Line(
                        Mark.REMOVED,
                        0,
                        Printable.line(change.address() + ": " + Ending.briefly(problem)),
                        problem.span().map(PropertyLines::place).orElse(""))));
        section("Failed", failed, page);
        var waiting = new ArrayList<Line>();
        ending.waiting()
                .forEach((cause, names) -> waiting.add(
                        new Line(Mark.NONE, 0, "waiting for " + Printable.line(cause) + ": " + listed(names))));
        if (!ending.notBegun().isEmpty()) {
            waiting.add(new Line(Mark.NONE, 0, "not begun when you stopped: " + listed(ending.notBegun())));
        }
        section("Not started", waiting, page);
        if (ending.permissions().size() > 1) {
            section(
                    "To be allowed, for all of these",
                    ending.permissions().stream()
                            .map(permission -> new Line(Mark.NONE, 0, Printable.line(permission)))
                            .toList(),
                    page);
        }
    }

    private static List<Line> byWord(Map<String, List<String>> changes) {
        return changes.entrySet().stream()
                .map(entry -> new Line(Mark.NONE, 0, entry.getKey() + ": " + listed(entry.getValue())))
                .toList();
    }

    private void kept(Ending ending, StringBuilder page) {
        var kept = new ArrayList<Line>();
        ending.kept().values().stream().distinct().forEach(why -> kept.add(kept(why)));
        ending.remains().forEach(what -> kept.add(kept(what)));
        section("Could not be undone", kept, page);
    }

    private static Line kept(Diagnostic why) {
        return new Line(
                Mark.ALERT,
                0,
                Printable.line(why.message()),
                why.span().map(PropertyLines::place).orElse(""));
    }

    private static String listed(List<String> names) {
        return Printable.line(String.join(", ", names));
    }

    private void section(String title, List<Line> lines, StringBuilder page) {
        if (!lines.isEmpty()) {
            page.append(style.strong(title)).append('\n');
            layout.write(lines, page);
            page.append('\n');
        }
    }

    private void outputs(Ending ending, StringBuilder page) {
        var lines = new ArrayList<Line>();
        ending.outcome()
                .state()
                .outputs()
                .entries()
                .forEach((name, value) -> lines.addAll(ValueLines.named(Mark.NONE, 0, name, value)));
        section("Outputs", lines, page);
    }
}
