package dev.setpoint.cli.render;

import dev.setpoint.cli.render.Line.Mark;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The properties that change, as a tree: what several of them share is said once, and a path with one change stays on
 * one line.
 */
final class PropertyLines {

    private final List<Line> lines = new ArrayList<>();

    private PropertyLines() {}

    static List<Line> of(List<PropertyChange> changes) {
        var written = new PropertyLines();
        written.children(
                0,
                Node.tree(
                        changes.stream().filter(change -> !isChosenAnew(change)).toList()));
        written.chosenAnew(changes.stream().filter(PropertyLines::isChosenAnew).toList());
        return written.lines;
    }

    /** What the service chose for the old object of a replacement, and the spec leaves to it for the new one too. */
    private static boolean isChosenAnew(PropertyChange change) {
        return change.cause() == Cause.REPLACEMENT
                && !change.sensitive()
                && change.after().filter(Value.Unknown.class::isInstance).isPresent()
                && change.before().filter(value -> !ValueLines.hasParts(value)).isPresent();
    }

    /** Most often the choice is the same, so that these stand together at the end. */
    private void chosenAnew(List<PropertyChange> changes) {
        if (!changes.isEmpty()) {
            var values = changes.stream()
                    .map(change -> Clean.line(change.path().toString()) + ": "
                            + ValueLines.inline(change.before().orElseThrow()))
                    .collect(Collectors.joining(", "));
            lines.add(new Line(Mark.CHANGED, 0, "(chosen anew by the service; the old object has) " + values));
        }
    }

    /** A step of the tree that may change itself, or hold others that do. */
    private record Node(PropertyPath label, List<PropertyChange> changes, List<Node> children) {

        static List<Node> tree(List<PropertyChange> changes) {
            return below(0, changes);
        }

        private static List<Node> below(int depth, List<PropertyChange> changes) {
            var groups = new LinkedHashMap<PropertyPath.Step, List<PropertyChange>>();
            for (var change : changes) {
                if (change.path().steps().size() > depth) {
                    groups.computeIfAbsent(change.path().steps().get(depth), _ -> new ArrayList<>())
                            .add(change);
                }
            }
            return groups.entrySet().stream()
                    .map(group -> new Node(
                                    PropertyPath.ROOT.then(group.getKey()),
                                    group.getValue().stream()
                                            .filter(c -> c.path().steps().size() == depth + 1)
                                            .toList(),
                                    below(depth + 1, group.getValue()))
                            .shortened())
                    .toList();
        }

        /** Joined with its child when it has nothing else to say. */
        private Node shortened() {
            if (!changes.isEmpty() || children.size() != 1) {
                return this;
            }
            var child = children.getFirst();
            var joined = label;
            for (var step : child.label.steps()) {
                joined = joined.then(step);
            }
            return new Node(joined, child.changes, child.children);
        }
    }

    private void children(int indent, List<Node> nodes) {
        for (var node : nodes) {
            var label = Clean.line(node.label.toString());
            node.changes.forEach(change -> change(indent, label, change));
            if (!node.children.isEmpty()) {
                lines.add(new Line(Mark.NONE, indent, label));
                children(indent + 1, node.children);
            }
        }
    }

    private void change(int indent, String label, PropertyChange change) {
        var from = lines.size();
        if (change.sensitive()) {
            var before = change.before().map(_ -> ValueLines.SENSITIVE);
            var after = change.after().map(PropertyLines::concealed);
            scalars(indent, label, before, after);
        } else {
            difference(indent, label, change.before(), change.after());
        }
        lines.set(from, lines.get(from).noted(note(change)));
        change.dataLoss().ifPresent(sentence -> lines.add(new Line(Mark.ALERT, indent, Clean.line(sentence))));
    }

    private static String concealed(Value value) {
        return value instanceof Value.Unknown ? ValueLines.UNKNOWN : ValueLines.SENSITIVE;
    }

    private void difference(int indent, String label, Optional<Value> before, Optional<Value> after) {
        if (before.isEmpty() || after.isEmpty()) {
            after.ifPresent(value -> lines.addAll(ValueLines.named(Mark.ADDED, indent, label, value)));
            before.ifPresent(value -> lines.addAll(ValueLines.named(Mark.REMOVED, indent, label, value)));
            return;
        }
        switch (after.get()) {
            case Value.Map now
            when before.get() instanceof Value.Map was
                    && was.entries().size() + now.entries().size() > 0 -> maps(indent, label, was, now);
            case Value.List now
            when before.get() instanceof Value.List was && (ValueLines.hasParts(was) || ValueLines.hasParts(now)) ->
                lists(indent, label, was, now);
            case Value now
            when ValueLines.hasParts(now) || (ValueLines.hasParts(before.get()) && now.isKnown()) -> {
                lines.add(new Line(Mark.CHANGED, indent, label + ":"));
                lines.addAll(ValueLines.named(Mark.REMOVED, indent + 1, "before", before.get()));
                lines.addAll(ValueLines.named(Mark.ADDED, indent + 1, "after", now));
            }
            case Value now ->
                scalars(indent, label, before.map(PropertyLines::brief), Optional.of(ValueLines.inline(now)));
        }
    }

    /** What was there before something that is not known yet. */
    private static String brief(Value value) {
        return ValueLines.hasParts(value) ? "…" : ValueLines.inline(value);
    }

    private void scalars(int indent, String label, Optional<String> before, Optional<String> after) {
        var mark = before.isEmpty() ? Mark.ADDED : after.isEmpty() ? Mark.REMOVED : Mark.CHANGED;
        var text = before.isPresent() && after.isPresent()
                ? before.get() + " → " + after.get()
                : before.or(() -> after).orElse("");
        lines.add(new Line(mark, indent, label + ": " + text));
    }

    private void maps(int indent, String label, Value.Map before, Value.Map after) {
        lines.add(new Line(Mark.NONE, indent, label + ":"));
        var same = 0;
        var names = new LinkedHashMap<>(after.entries());
        before.entries().forEach(names::putIfAbsent);
        for (var name : names.keySet()) {
            if (before.get(name).equals(after.get(name))) {
                same++;
            } else {
                difference(indent + 1, Clean.line(name), before.get(name), after.get(name));
            }
        }
        unchanged(indent + 1, same);
    }

    /** Which elements go and which come; the order alone is a change only when no element is. */
    private void lists(int indent, String label, Value.List before, Value.List after) {
        lines.add(new Line(Mark.NONE, indent, label + ":"));
        var gone = new ArrayList<>(before.items());
        var come = new ArrayList<Value>();
        after.items().forEach(item -> {
            if (!gone.remove(item)) {
                come.add(item);
            }
        });
        if (gone.isEmpty() && come.isEmpty()) {
            lines.add(new Line(Mark.CHANGED, indent + 1, "(the same elements in another order)"));
            return;
        }
        gone.forEach(item -> lines.addAll(ValueLines.element(Mark.REMOVED, indent + 1, item)));
        come.forEach(item -> lines.addAll(ValueLines.element(Mark.ADDED, indent + 1, item)));
        unchanged(indent + 1, after.items().size() - come.size());
    }

    private void unchanged(int indent, int count) {
        if (count > 0) {
            lines.add(new Line(Mark.NONE, indent, "(" + count + " unchanged)"));
        }
    }

    /** Why, and where the spec says so. */
    static String note(PropertyChange change) {
        var note = new StringBuilder(change.forcesReplacement() ? "forces replacement; " : "");
        note.append(
                switch (change.cause()) {
                    case SPEC -> "spec";
                    case DRIFT -> "drift";
                    case SPEC_AND_DRIFT -> "spec and drift";
                    case REFERENCE -> "reference";
                    case REPLACEMENT -> "replacement";
                });
        if (change.after().filter(ValueLines::waits).isPresent()) {
            note.append(", known after apply");
        }
        change.span()
                .map(PropertyLines::shortPlace)
                .ifPresent(place -> note.append(", ").append(place));
        return note.toString();
    }

    /** The folder stands in the heading already. */
    private static String shortPlace(Span span) {
        var name = span.source().name();
        return name.substring(name.lastIndexOf('/') + 1) + ":" + span.line();
    }

    /** {@code stacks/setpoint.yaml:12} */
    static String place(Span span) {
        return span.source().name() + ":" + span.line();
    }
}
