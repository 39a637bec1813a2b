package dev.setpoint.cli.render.lines;

import dev.setpoint.cli.render.lines.DiffLine.Mark;
import dev.setpoint.cli.render.model.ChangeHeading;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Printable;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PropertyChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Lines of one change, below its heading: why it is blocked, what it destroys, and its properties. */
final class ChangeLines {

    private final List<DiffLine> lines = new ArrayList<>();

    /** Sentences of alerts: that of a property, or of a follow-up, may be one of the resource. */
    private final Set<String> said = new HashSet<>();

    private ChangeLines() {}

    /** @param properties those of the change that are shown */
    static List<DiffLine> of(Change change, List<PropertyChange> properties) {
        var written = new ChangeLines();
        change.target().notes().forbidden().forEach(written::blocked);
        change.dataLoss().forEach(sentence -> written.alert(Mark.ALERT, 0, sentence, ""));
        written.lines.addAll(properties(change, properties, written::isNew));
        return written.lines;
    }

    static List<DiffLine> properties(Change change, List<PropertyChange> properties) {
        return properties(change, properties, _ -> true);
    }

    private static List<DiffLine> properties(Change change, List<PropertyChange> properties, Predicate<String> isNew) {
        return switch (change.effect()) {
            case Change.Create _ -> creation(properties);
            case Change.Update update -> update(update, properties, isNew);
            case Change.Replace replace -> PropertyLines.of(properties, replace.isConditional(), isNew);
            case Change.Refresh _ -> PropertyLines.of(properties, false, isNew);
            case Change.Delete _, Change.Forget _, Change.NoOp _, Change.Import _, Change.Restore _, Change.Move _ ->
                List.of();
        };
    }

    /** An update may have to replace the object for a value that is not known yet; then it is refused. */
    private static List<DiffLine> update(
            Change.Update change, List<PropertyChange> properties, Predicate<String> isNew) {
        var lines = new ArrayList<DiffLine>();
        if (change.properties().stream().anyMatch(PropertyChange::forcesReplacement)) {
            lines.add(new DiffLine(
                    Mark.NONE,
                    0,
                    "It must not be replaced: if " + ChangeHeading.forcing(change.properties())
                            + " differs, apply fails here and leaves it as it is."));
        }
        lines.addAll(PropertyLines.of(properties, true, isNew));
        return lines;
    }

    private void blocked(Diagnostic why) {
        alert(
                Mark.FORBIDDEN,
                0,
                why.message(),
                why.span().map(PropertyLines::place).orElse(""));
        why.related().forEach(other -> alert(Mark.FORBIDDEN, 1, other.label(), PropertyLines.place(other.span())));
    }

    private void alert(Mark mark, int indent, String sentence, String note) {
        if (isNew(sentence)) {
            lines.add(new DiffLine(mark, indent, sentence, note));
        }
    }

    private boolean isNew(String sentence) {
        return said.add(Printable.line(sentence));
    }

    /**
     * Writes a new object as the spec would; only values known after apply have a note. Values that the spec leaves to
     * defaults stand together at the end.
     */
    private static List<DiffLine> creation(List<PropertyChange> properties) {
        var lines = new ArrayList<DiffLine>();
        var defaults = new ArrayList<String>();
        for (var property : properties) {
            if (isDefault(property)) {
                defaults.add(property.path() + ": "
                        + ValueLines.inline(property.after().orElseThrow()));
                continue;
            }
            var name = property.path().toString();
            property.after().ifPresent(value -> {
                if (property.sensitive()) {
                    lines.add(new DiffLine(Mark.ADDED, 0, name + ": " + ValueLines.SENSITIVE));
                } else {
                    lines.addAll(ValueLines.named(Mark.ADDED, 0, name, value));
                }
            });
        }
        if (!defaults.isEmpty()) {
            lines.add(new DiffLine(Mark.ADDED, 0, "(by default) " + String.join(", ", defaults)));
        }
        return lines;
    }

    private static boolean isDefault(PropertyChange property) {
        return property.span().isEmpty()
                && !property.sensitive()
                && property.after().filter(value -> !ValueLines.hasParts(value)).isPresent();
    }
}
