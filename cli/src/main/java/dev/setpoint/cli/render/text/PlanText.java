package dev.setpoint.cli.render.text;

import dev.setpoint.cli.render.lines.CheckLines;
import dev.setpoint.cli.render.lines.DiffLine;
import dev.setpoint.cli.render.lines.GroupLines;
import dev.setpoint.cli.render.lines.OutputLines;
import dev.setpoint.cli.render.lines.PropertyLines;
import dev.setpoint.cli.render.lines.WordWrap;
import dev.setpoint.cli.render.model.ChangeGroup;
import dev.setpoint.cli.render.model.ChangeHeading;
import dev.setpoint.cli.render.model.CountSentence;
import dev.setpoint.cli.render.model.DataLosses;
import dev.setpoint.cli.render.model.PlanModel;
import dev.setpoint.engine.diagnostic.Printable;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Plan;
import java.util.List;

/** Preview of a plan for a person at a terminal: changes with old and new values, causes and counts. */
public final class PlanText {

    private final Style style;
    private final LineLayout layout;

    public PlanText(Style style) {
        this.style = style;
        this.layout = new LineLayout(style);
    }

    /** Every change, the outputs that change, and the counts; ends with a line break. */
    public String render(PlanModel plan) {
        var page = new StringBuilder();
        for (var group : plan.groups()) {
            heading(group, page);
            layout.write(GroupLines.of(group), page);
            page.append('\n');
        }
        section("Outputs", OutputLines.of(plan), page);
        section(CheckLines.HEADING, CheckLines.of(plan), page);
        closing(plan, page);
        return page.toString();
    }

    private void heading(ChangeGroup group, StringBuilder page) {
        var change = group.first();
        var symbol = ChangeHeading.symbol(change) + " ";
        var place = change.target().span().map(PropertyLines::place).orElse("");
        var heading = WordWrap.hanging(symbol, group.heading(), style.width());
        page.append(style.strong(paint(change, heading)));
        var last = heading.length() - heading.lastIndexOf('\n') - 1;
        if (!place.isEmpty()) {
            page.append(last + 2 + place.length() <= style.width() ? "  " : "\n" + " ".repeat(symbol.length()))
                    .append(style.quiet(place));
        }
        page.append('\n');
    }

    private String paint(Change change, String text) {
        return change.isForbidden()
                ? style.danger(text)
                : switch (change.effect()) {
                    case Change.Create _ -> style.added(text);
                    case Change.Update _, Change.Refresh _ -> style.changed(text);
                    case Change.Replace _, Change.Delete _ -> style.removed(text);
                    case Change.Forget _, Change.Import _, Change.Restore _, Change.Move _, Change.NoOp _ -> text;
                };
    }

    private void section(String heading, List<DiffLine> lines, StringBuilder page) {
        if (!lines.isEmpty()) {
            page.append(style.strong(heading)).append('\n');
            layout.write(lines, page);
            page.append('\n');
        }
    }

    private void closing(PlanModel plan, StringBuilder page) {
        losses(plan.losses(), page);
        blocked(plan, page);
        plan.limitations()
                .sentences(Printable::line)
                .forEach(sentence -> page.append(style.changed(WordWrap.hanging("", sentence, style.width())))
                        .append('\n'));
        if (plan.hasChanges()) {
            page.append(style.strong("Plan:"))
                    .append(' ')
                    .append(CountSentence.of(plan.counts()))
                    .append(".\n");
        } else {
            page.append(nothing(plan)).append('\n');
        }
    }

    private void losses(DataLosses losses, StringBuilder page) {
        if (!losses.isEmpty()) {
            var count = losses.changes().size();
            var sentence = count == 1
                    ? "One of these changes " + (losses.isCertain() ? "destroys" : "may destroy")
                            + " data: see the line marked `!`."
                    : "%s of these changes %s data: see the lines marked `!`."
                            .formatted(count, losses.isCertain() ? "destroy" : "may destroy");
            page.append(style.danger(sentence)).append('\n');
        }
    }

    private void blocked(PlanModel plan, StringBuilder page) {
        var count = plan.blocked().size();
        if (count > 0) {
            var sentence = count == 1
                    ? "One of these changes is blocked, so none can be applied: see the line marked `✗`."
                    : "%s of these changes are blocked, so none can be applied: see the lines marked `✗`."
                            .formatted(count);
            page.append(style.danger(sentence)).append('\n');
        }
    }

    private static String nothing(PlanModel plan) {
        var count = plan.preview().unchanged();
        if (plan.mode() == Plan.Mode.DESTROY) {
            return plan.preview().leftOut().isEmpty()
                    ? "Nothing to destroy: the state holds no resources."
                    : "Nothing to destroy: all that is left is kept.";
        }
        if (plan.mode() == Plan.Mode.REFRESH) {
            return switch (count) {
                case 0 -> "No drift: the state holds no resources.";
                case 1 -> "No drift: the 1 resource matches the state.";
                default -> "No drift: all %s resources match the state.".formatted(count);
            };
        }
        return switch (count) {
            case 0 -> "No changes: the stack has no resources.";
            case 1 -> "No changes: the 1 resource matches the spec.";
            default -> "No changes: all %s resources match the spec.".formatted(count);
        };
    }
}
