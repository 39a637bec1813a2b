package dev.setpoint.cli.render.lines;

import dev.setpoint.cli.render.compare.Lookalikes;
import dev.setpoint.cli.render.lines.DiffLine.Mark;
import dev.setpoint.cli.render.model.KnownAfterApply;
import dev.setpoint.engine.diagnostic.Printable;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Properties that change, as a tree of paths: a shared beginning is written once, a path with one change on one line. */
public final class PropertyLines {

    private final List<DiffLine> lines = new ArrayList<>();
    private final boolean conditional;
    private final Predicate<String> isNew;

    private PropertyLines(boolean conditional, Predicate<String> isNew) {
        this.conditional = conditional;
        this.isNew = isNew;
    }

    /**
     * @param conditional true when a property forces replacement only if it differs once it is known
     * @param isNew tells whether a sentence about data loss is not yet written
     */
    static List<DiffLine> of(List<PropertyChange> changes, boolean conditional, Predicate<String> isNew) {
        var written = new PropertyLines(conditional, isNew);
        written.children(
                0,
                Node.tree(
                        changes.stream().filter(change -> !isChosenAnew(change)).toList()));
        written.chosenAnew(changes.stream().filter(PropertyLines::isChosenAnew).toList());
        return written.lines;
    }

    /**
     * Returns true for a value that the service chose for the old object, and will choose for the new one. Nothing is
     * known of that value.
     */
    private static boolean isChosenAnew(PropertyChange change) {
        return change.cause() == Cause.REPLACEMENT
                && !change.sensitive()
                && change.after()
                        .filter(value -> value instanceof Value.Unknown
                                && ValueLines.written(value).isEmpty())
                        .isPresent()
                && change.before().filter(value -> !ValueLines.hasParts(value)).isPresent();
    }

    /** Puts these values on one line at the end: most often the choice is the same. */
    private void chosenAnew(List<PropertyChange> changes) {
        if (!changes.isEmpty()) {
            var values = changes.stream()
                    .map(change -> Printable.line(change.path().toString()) + ": "
                            + ValueLines.inline(change.before().orElseThrow()))
                    .collect(Collectors.joining(", "));
            lines.add(new DiffLine(Mark.CHANGED, 0, "(chosen again by the service; the old object has) " + values));
        }
    }

    /** Step of a path: changes of the value there, and the steps below it. */
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

        /** Joins a step with its only child when it has no change of its own. */
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
                lines.add(new DiffLine(Mark.NONE, indent, label));
                children(indent + 1, node.children);
            }
        }
    }

    private void change(int indent, String label, PropertyChange change) {
        var from = lines.size();
        if (change.sensitive()) {
            var before = change.before().map(_ -> ValueLines.SENSITIVE);
            lines.add(ValueDifference.line(indent, label, before, change.after().map(PropertyLines::concealed)));
        } else {
            lines.addAll(ValueDifference.named(indent, label, change.before(), change.after(), change.keys()));
        }
        lines.set(from, lines.get(from).noted(note(change, conditional)));
        change.dataLoss().filter(isNew).ifPresent(sentence -> lines.add(new DiffLine(Mark.ALERT, indent, sentence)));
    }

    private static String concealed(Value value) {
        return value instanceof Value.Unknown ? ValueLines.unknown(value) : ValueLines.SENSITIVE;
    }

    /** Cause of a change, and its place in the spec. */
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
        if (change.after().filter(KnownAfterApply::in).isPresent()) {
            note.append(", known after apply");
        }
        change.span()
                .map(PropertyLines::shortPlace)
                .ifPresent(place -> note.append(", ").append(place));
        return note.toString();
    }

    /** File name and line: the heading names the folder. */
    private static String shortPlace(Span span) {
        var name = span.source().name();
        return Printable.line(name.substring(name.lastIndexOf('/') + 1)) + ":" + span.line();
    }

    /** {@code stacks/setpoint.yaml:12} */
    public static String place(Span span) {
        return Printable.line(span.source().name()) + ":" + span.line();
    }
}
