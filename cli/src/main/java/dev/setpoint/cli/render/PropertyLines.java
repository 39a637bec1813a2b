package dev.setpoint.cli.render;

import dev.setpoint.cli.render.Line.Mark;
import dev.setpoint.engine.diagnostic.Printable;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The properties that change, as a tree: what several of them share is said once, and a path with one change stays on
 * one line.
 */
final class PropertyLines {

    private final List<Line> lines = new ArrayList<>();
    private final boolean conditional;

    private PropertyLines(boolean conditional) {
        this.conditional = conditional;
    }

    static List<Line> of(List<PropertyChange> changes) {
        return of(changes, false);
    }

    /** @param conditional whether what forces a replacement does so only if it differs once it is known */
    static List<Line> of(List<PropertyChange> changes, boolean conditional) {
        var written = new PropertyLines(conditional);
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
                    .map(change -> Printable.line(change.path().toString()) + ": "
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
        var names = Lookalikes.names(
                nodes.stream().map(node -> node.label.toString()).toList());
        for (var node : nodes) {
            var label = names.getOrDefault(node.label.toString(), "");
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
            lines.add(Differences.line(indent, label, before, change.after().map(PropertyLines::concealed)));
        } else {
            lines.addAll(Differences.named(indent, label, change.before(), change.after()));
        }
        lines.set(from, lines.get(from).noted(note(change, conditional)));
        change.dataLoss().ifPresent(sentence -> lines.add(new Line(Mark.ALERT, indent, Printable.line(sentence))));
    }

    private static String concealed(Value value) {
        return value instanceof Value.Unknown ? ValueLines.UNKNOWN : ValueLines.SENSITIVE;
    }

    /** Why, and where the spec says so. */
    static String note(PropertyChange change) {
        return note(change, false);
    }

    private static String note(PropertyChange change, boolean conditional) {
        var note = new StringBuilder(
                !change.forcesReplacement()
                        ? ""
                        : conditional ? "forces replacement if it differs; " : "forces replacement; ");
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
        return Printable.line(name.substring(name.lastIndexOf('/') + 1)) + ":" + span.line();
    }

    /** {@code stacks/setpoint.yaml:12} */
    static String place(Span span) {
        return Printable.line(span.source().name()) + ":" + span.line();
    }
}
