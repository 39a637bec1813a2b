package dev.setpoint.cli.render;

import dev.setpoint.engine.diagnostic.Printable;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.Preview;

/** The plan preview for a person at a terminal: what would change, from what to what, and why. */
public final class PlanText {

    private final Style style;
    private final Layout layout;

    public PlanText(Style style) {
        this.style = style;
        this.layout = new Layout(style);
    }

    /** Every change, the outputs that change, and the counts; ends with a line break. */
    public String render(Preview plan) {
        var page = new StringBuilder();
        for (var alike : Alike.of(plan.changes())) {
            heading(alike, page);
            layout.write(alike.lines(), page);
            page.append('\n');
        }
        outputs(plan, page);
        closing(plan, page);
        return page.toString();
    }

    private void heading(Alike alike, StringBuilder page) {
        var change = alike.first();
        var symbol = Announcement.symbol(change) + " ";
        var place = change.target().span().map(PropertyLines::place).orElse("");
        var heading = Wrap.hanging(symbol, alike.heading(), style.width());
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

    private void outputs(Preview plan, StringBuilder page) {
        var lines = OutputLines.of(plan);
        if (!lines.isEmpty()) {
            page.append(style.strong("Outputs")).append('\n');
            layout.write(lines, page);
            page.append('\n');
        }
    }

    private void closing(Preview plan, StringBuilder page) {
        var losing = Losses.of(plan).keySet();
        if (!losing.isEmpty()) {
            var depends = Losses.depend(losing);
            var sentence = losing.size() == 1
                    ? "One of these changes " + (depends ? "may destroy" : "destroys")
                            + " data: see the line marked `!`."
                    : "%s of these changes %s data: see the lines marked `!`."
                            .formatted(losing.size(), depends ? "may destroy" : "destroy");
            page.append(style.danger(sentence)).append('\n');
        }
        forbidden(plan, page);
        Caveats.of(plan, Printable::line)
                .forEach(sentence -> page.append(style.changed(Wrap.hanging("", sentence, style.width())))
                        .append('\n'));
        if (plan.hasChanges()) {
            page.append(style.strong("Plan:"))
                    .append(' ')
                    .append(CountText.sentence(plan.counts()))
                    .append(".\n");
        } else {
            page.append(nothing(plan)).append('\n');
        }
    }

    private void forbidden(Preview plan, StringBuilder page) {
        var count = plan.forbidden().size();
        if (count > 0) {
            var sentence = count == 1
                    ? "One of these changes is blocked, so none can be applied: see the line marked `✗`."
                    : "%s of these changes are blocked, so none can be applied: see the lines marked `✗`."
                            .formatted(count);
            page.append(style.danger(sentence)).append('\n');
        }
    }

    private static String nothing(Preview plan) {
        var count = plan.unchanged();
        if (plan.mode() == Plan.Mode.DESTROY) {
            return plan.leftOut().isEmpty()
                    ? "Nothing to destroy: the state holds no resources."
                    : "Nothing to destroy: all that is left is kept.";
        }
        if (plan.mode() == Plan.Mode.REFRESH) {
            return switch (count) {
                case 0 -> "No drift: the state holds no resources.";
                case 1 -> "No drift: the 1 resource is in the cloud as the state has it.";
                default -> "No drift: all %s resources are in the cloud as the state has them.".formatted(count);
            };
        }
        return switch (count) {
            case 0 -> "No changes: the stack has no resources.";
            case 1 -> "No changes: the 1 resource is as the spec wants it.";
            default -> "No changes: all %s resources are as the spec wants them.".formatted(count);
        };
    }
}
