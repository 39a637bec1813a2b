package dev.setpoint.cli.render;

import dev.setpoint.cli.render.Line.Mark;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Printable;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PropertyChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** All there is to say of one change, below its heading. */
final class ChangeLines {

    private ChangeLines() {}

    static List<Line> of(Change change) {
        return of(change, change.dataLoss(), change.properties());
    }

    /**
     * @param losses sentences of what it destroys
     * @param properties those of the change that are told
     */
    static List<Line> of(Change change, List<String> losses, List<PropertyChange> properties) {
        var lines = new ArrayList<Line>();
        change.target().forbidden().forEach(why -> lines.addAll(forbidden(why)));
        losses.forEach(sentence -> lines.add(new Line(Mark.ALERT, 0, Printable.line(sentence))));
        lines.addAll(properties(change, properties));
        return withoutRepetition(lines);
    }

    static List<Line> properties(Change change, List<PropertyChange> properties) {
        return switch (change.effect()) {
            case Change.Create _ -> creation(properties);
            case Change.Update update -> update(update, properties);
            case Change.Replace replace -> PropertyLines.of(properties, replace.isConditional());
            case Change.Refresh _ -> PropertyLines.of(properties);
            case Change.Delete _, Change.Forget _, Change.NoOp _, Change.Import _, Change.Restore _, Change.Move _ ->
                List.of();
        };
    }

    /** A refusal to replace an object that an update would have to replace for a value that is not known yet. */
    private static List<Line> update(Change.Update change, List<PropertyChange> properties) {
        var lines = new ArrayList<Line>();
        if (change.properties().stream().anyMatch(PropertyChange::forcesReplacement)) {
            lines.add(new Line(
                    Mark.NONE,
                    0,
                    "It must not be replaced: if " + Announcement.forcing(change.properties())
                            + " differs, apply fails here and leaves it as it is."));
        }
        lines.addAll(PropertyLines.of(properties, true));
        return lines;
    }

    private static List<Line> forbidden(Diagnostic why) {
        var lines = new ArrayList<Line>();
        lines.add(new Line(
                Mark.FORBIDDEN,
                0,
                Printable.line(why.message()),
                why.span().map(PropertyLines::place).orElse("")));
        why.related()
                .forEach(other ->
                        lines.add(new Line(Mark.FORBIDDEN, 1, other.label(), PropertyLines.place(other.span()))));
        return lines;
    }

    /** The sentence of a property, or of what is done after a move, may be the one already said of the resource. */
    private static List<Line> withoutRepetition(List<Line> lines) {
        var said = new HashSet<String>();
        return lines.stream()
                .filter(line -> !(line.mark() == Mark.ALERT || line.mark() == Mark.FORBIDDEN) || said.add(line.text()))
                .toList();
    }

    /**
     * What is made is written as the spec would write it; only what it waits for is noted. What the spec leaves to
     * defaults stands together at the end.
     */
    private static List<Line> creation(List<PropertyChange> properties) {
        var lines = new ArrayList<Line>();
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
                    lines.add(new Line(Mark.ADDED, 0, name + ": " + ValueLines.SENSITIVE));
                } else {
                    lines.addAll(ValueLines.named(Mark.ADDED, 0, name, value));
                }
            });
        }
        if (!defaults.isEmpty()) {
            lines.add(new Line(Mark.ADDED, 0, "(by default) " + String.join(", ", defaults)));
        }
        return lines;
    }

    private static boolean isDefault(PropertyChange property) {
        return property.span().isEmpty()
                && !property.sensitive()
                && property.after().filter(value -> !ValueLines.hasParts(value)).isPresent();
    }
}
