package dev.setpoint.cli.render.lines;

import dev.setpoint.cli.render.compare.Lookalikes;
import dev.setpoint.cli.render.compare.SequenceDiff;
import dev.setpoint.cli.render.lines.DiffLine.Mark;
import dev.setpoint.engine.schema.annotation.ElementKeys;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Difference of two values in lines. Parts that both have are only counted; parts that differ are shown whole. */
public final class ValueDifference {

    private final List<DiffLine> lines = new ArrayList<>();

    private final ElementKeys keys;

    private ValueDifference(ElementKeys keys) {
        this.keys = keys;
    }

    /** {@code label: before → after}, over several lines where the values have parts or lines. */
    public static List<DiffLine> named(int indent, String label, Optional<Value> before, Optional<Value> after) {
        return named(indent, label, before, after, ElementKeys.NONE);
    }

    /** @param keys members that tell the elements of lists in a JSON text apart */
    static List<DiffLine> named(
            int indent, String label, Optional<Value> before, Optional<Value> after, ElementKeys keys) {
        var written = new ValueDifference(keys);
        written.difference(indent, label, before, after);
        return written.lines;
    }

    /** {@code label: before → after} of texts that are ready to be shown. */
    static DiffLine line(int indent, String label, Optional<String> before, Optional<String> after) {
        var mark = before.isEmpty() ? Mark.ADDED : after.isEmpty() ? Mark.REMOVED : Mark.CHANGED;
        var text = before.isPresent() && after.isPresent()
                ? before.get() + " → " + after.get()
                : before.or(() -> after).orElse("");
        return new DiffLine(mark, indent, label + ": " + text);
    }

    private void difference(int indent, String label, Optional<Value> before, Optional<Value> after) {
        if (before.isPresent() && after.isPresent()) {
            change(indent, label, before.get(), after.get());
        } else {
            after.ifPresent(value -> lines.addAll(ValueLines.named(Mark.ADDED, indent, label, value)));
            before.ifPresent(value -> lines.addAll(ValueLines.named(Mark.REMOVED, indent, label, value)));
        }
    }

    private void change(int indent, String label, Value was, Value now) {
        if (was instanceof Value.Map before && now instanceof Value.Map after && !before.equals(after)) {
            lines.add(new DiffLine(Mark.NONE, indent, label + ":"));
            maps(indent + 1, before, after);
        } else if (was instanceof Value.List before
                && now instanceof Value.List after
                && (ValueLines.hasParts(was) || ValueLines.hasParts(now))) {
            lines.add(new DiffLine(Mark.NONE, indent, label + ":"));
            lists(indent + 1, before, after);
        } else if (JsonDifference.isOne(was, now)) {
            lines.addAll(JsonDifference.named(indent, label, was, now, keys));
        } else if (isText(was, now)) {
            lines.add(new DiffLine(Mark.CHANGED, indent, label + ":"));
            lines.addAll(TextLines.difference(indent + 1, text(was), text(now)));
        } else if (ValueLines.hasParts(was) || ValueLines.hasParts(now)) {
            lines.add(new DiffLine(Mark.CHANGED, indent, label + ":"));
            lines.addAll(ValueLines.named(Mark.REMOVED, indent + 1, "before", was));
            lines.addAll(ValueLines.named(Mark.ADDED, indent + 1, "after", now));
        } else {
            scalars(indent, label, was, now);
        }
    }

    /** Returns true for two texts of which one has several lines or a very long one. */
    private static boolean isText(Value was, Value now) {
        var before = ValueLines.written(was);
        var after = ValueLines.written(now);
        return before.isPresent()
                && after.isPresent()
                && (TextLines.isLong(before.get()) || TextLines.isLong(after.get()));
    }

    private static String text(Value value) {
        return ValueLines.written(value).orElse("");
    }

    private void scalars(int indent, String label, Value was, Value now) {
        var before = ValueLines.inline(was);
        var after = ValueLines.inline(now);
        if (was instanceof Value.Str(var one) && now instanceof Value.Str(var other)) {
            var quoted = Lookalikes.quoted(one, other);
            before = quoted.before().orElse(before);
            after = quoted.after().orElse(after);
        } else if (was instanceof Value.List(var some) && now instanceof Value.List(var others)) {
            before = ListElements.of(some, others).inline();
            after = ListElements.of(others, some).inline();
        }
        lines.add(line(indent, label, Optional.of(before), Optional.of(after)));
    }

    private void maps(int indent, Value.Map before, Value.Map after) {
        var same = 0;
        var all = new LinkedHashMap<>(after.entries());
        before.entries().forEach(all::putIfAbsent);
        var names = Lookalikes.names(all.keySet());
        for (var name : all.keySet()) {
            if (before.get(name).equals(after.get(name))) {
                same++;
            } else {
                difference(indent, names.getOrDefault(name, ""), before.get(name), after.get(name));
            }
        }
        unchanged(indent, same);
    }

    /** Writes removed and added elements; the order is a change only when no element differs. */
    private void lists(int indent, Value.List before, Value.List after) {
        var removed = new ArrayList<>(before.items());
        var added = new ArrayList<Value>();
        after.items().forEach(item -> {
            if (!removed.remove(item)) {
                added.add(item);
            }
        });
        if (removed.isEmpty() && added.isEmpty()) {
            lines.add(new DiffLine(Mark.CHANGED, indent, "(the same elements in another order)"));
            order(indent, before, after);
            return;
        }
        elements(indent, removed, added);
        unchanged(indent, after.items().size() - added.size());
    }

    private void order(int indent, Value.List before, Value.List after) {
        for (var hunk : SequenceDiff.between(before.items(), after.items())) {
            elements(indent, hunk.removed(), hunk.added());
        }
    }

    private void elements(int indent, List<Value> removed, List<Value> added) {
        lines.addAll(ListElements.of(removed, added).lines(Mark.REMOVED, indent));
        lines.addAll(ListElements.of(added, removed).lines(Mark.ADDED, indent));
    }

    private void unchanged(int indent, int count) {
        if (count > 0) {
            lines.add(new DiffLine(Mark.NONE, indent, "(" + count + " unchanged)"));
        }
    }
}
