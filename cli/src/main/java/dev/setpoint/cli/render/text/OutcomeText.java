package dev.setpoint.cli.render.text;

import dev.setpoint.cli.render.lines.DiffLine;
import dev.setpoint.cli.render.lines.DiffLine.Mark;
import dev.setpoint.cli.render.lines.PropertyLines;
import dev.setpoint.cli.render.lines.ValueLines;
import dev.setpoint.cli.render.model.OutcomeModel;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Printable;
import dev.setpoint.engine.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Result of apply or destroy for a person: what is left to do, and how to go on. Diagnostics on stderr say why a change failed. */
final class OutcomeText {

    private final Style style;
    private final LineLayout layout;

    OutcomeText(Style style) {
        this.style = style;
        this.layout = new LineLayout(style);
    }

    /** Outputs and counts; after a failure, the standing of every resource. Empty when there was nothing to do. */
    String render(OutcomeModel result) {
        var outcome = result.outcome();
        if (!result.plan().hasChanges() && outcome.succeeded()) {
            return "";
        }
        var page = new StringBuilder("\n");
        if (!result.keptData().isEmpty()) {
            section(
                    "Kept, with their data; `setpoint destroy` without --keep-data removes them",
                    List.of(new DiffLine(Mark.NONE, 0, listed(result.keptData()))),
                    page);
        }
        if (!outcome.succeeded()) {
            standing(result, page);
        } else if (result.plan().mode() == Plan.Mode.APPLY) {
            outputs(result, page);
        }
        var title = result.title() + ":";
        page.append(outcome.succeeded() ? style.added(title) : style.danger(title))
                .append(' ')
                .append(result.counts())
                .append(".\n");
        if (!result.next().isEmpty()) {
            page.append(result.next()).append('\n');
        }
        return page.toString();
    }

    private void standing(OutcomeModel result, StringBuilder page) {
        if (result.outcome().rollback().isPresent()) {
            section("Undone", byVerb(result.undone()), page);
            kept(result, page);
        } else {
            section("Done", byVerb(result.done()), page);
        }
        var failed = new ArrayList<DiffLine>();
        result.outcome()
                .failed()
                .forEach((change, problem) -> failed.add(new DiffLine(
                        Mark.REMOVED,
                        0,
                        Printable.line(change.address() + ": " + OutcomeModel.summary(problem)),
                        problem.span().map(PropertyLines::place).orElse(""))));
        section("Failed", failed, page);
        var waiting = new ArrayList<DiffLine>();
        result.waiting()
                .forEach((cause, names) -> waiting.add(
                        new DiffLine(Mark.NONE, 0, "waiting for " + Printable.line(cause) + ": " + listed(names))));
        if (!result.notBegun().isEmpty()) {
            waiting.add(
                    new DiffLine(Mark.NONE, 0, "not started when the run was stopped: " + listed(result.notBegun())));
        }
        section("Not started", waiting, page);
        if (result.permissions().size() > 1) {
            section(
                    "Missing permissions",
                    result.permissions().stream()
                            .map(permission -> new DiffLine(Mark.NONE, 0, Printable.line(permission)))
                            .toList(),
                    page);
        }
    }

    private static List<DiffLine> byVerb(Map<String, List<String>> changes) {
        return changes.entrySet().stream()
                .map(entry -> new DiffLine(Mark.NONE, 0, entry.getKey() + ": " + listed(entry.getValue())))
                .toList();
    }

    private void kept(OutcomeModel result, StringBuilder page) {
        var kept = new ArrayList<DiffLine>();
        result.kept().values().stream().distinct().forEach(why -> kept.add(kept(why)));
        result.remains().forEach(what -> kept.add(kept(what)));
        section("Could not be undone", kept, page);
    }

    private static DiffLine kept(Diagnostic why) {
        return new DiffLine(
                Mark.ALERT,
                0,
                Printable.line(why.message()),
                why.span().map(PropertyLines::place).orElse(""));
    }

    private static String listed(List<String> names) {
        return Printable.line(String.join(", ", names));
    }

    private void section(String title, List<DiffLine> lines, StringBuilder page) {
        if (!lines.isEmpty()) {
            page.append(style.strong(title)).append('\n');
            layout.write(lines, page);
            page.append('\n');
        }
    }

    private void outputs(OutcomeModel result, StringBuilder page) {
        var lines = new ArrayList<DiffLine>();
        result.outcome()
                .state()
                .outputs()
                .entries()
                .forEach((name, value) -> lines.addAll(ValueLines.named(Mark.NONE, 0, name, value)));
        section("Outputs", lines, page);
    }
}
