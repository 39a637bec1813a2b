package dev.setpoint.cli.render.lines;

import dev.setpoint.cli.render.compare.ElementMatches;
import dev.setpoint.cli.render.compare.ElementNames;
import dev.setpoint.cli.render.compare.JsonText;
import dev.setpoint.cli.render.compare.Lookalikes;
import dev.setpoint.cli.render.compare.SequenceDiff;
import dev.setpoint.cli.render.lines.DiffLine.Mark;
import dev.setpoint.engine.schema.annotation.ElementKeys;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Difference of two JSON texts, or of a JSON text and an object: each change at its path. */
final class JsonDifference {

    private final List<DiffLine> lines = new ArrayList<>();
    private final ElementKeys keys;

    private JsonDifference(ElementKeys keys) {
        this.keys = keys;
    }

    /** Returns true when both stand for objects or both for arrays, and one of them is a text. */
    static boolean isOne(Value was, Value now) {
        var before = tree(was);
        var after = tree(now);
        return (ValueLines.written(was).isPresent() || ValueLines.written(now).isPresent())
                && before.isPresent()
                && after.isPresent()
                && before.get() instanceof Value.Map == after.get() instanceof Value.Map;
    }

    private static Optional<Value> tree(Value value) {
        return value instanceof Value.Map || value instanceof Value.List
                ? Optional.of(value)
                : ValueLines.written(value).flatMap(JsonText::read);
    }

    /** @param keys members that tell the elements of arrays in the text apart */
    static List<DiffLine> named(int indent, String label, Value was, Value now, ElementKeys keys) {
        var before = tree(was).orElseThrow();
        var after = tree(now).orElseThrow();
        var written = new JsonDifference(keys);
        if (before.equals(after)) {
            written.lines.add(new DiffLine(Mark.CHANGED, indent, label + ": (the same JSON, written in another way)"));
            written.lines.addAll(TextLines.difference(indent + 1, text(was), text(now)));
        } else {
            written.lines.add(new DiffLine(Mark.NONE, indent, label + ": " + ValueLines.JSON));
            written.change(indent + 1, new Place("", PropertyPath.ROOT), before, after);
        }
        return written.lines;
    }

    private static String text(Value value) {
        return ValueLines.written(value).orElse("");
    }

    /**
     * Place in the text.
     *
     * @param label as it is shown
     * @param path as a schema describes it
     */
    private record Place(String label, PropertyPath path) {

        Place member(String name, String shown) {
            return new Place(joined(label, shown), path.name(name));
        }

        Place element(String shown) {
            return new Place(label + "[" + shown + "]", path.key(shown));
        }
    }

    private void change(int indent, Place place, Value was, Value now) {
        if (was instanceof Value.Map before && now instanceof Value.Map after && !before.equals(after)) {
            members(indent, place, before, after);
        } else if (was instanceof Value.List before && now instanceof Value.List after) {
            elements(indent, place, before, after);
        } else {
            lines.addAll(ValueDifference.named(indent, place.label(), Optional.of(was), Optional.of(now)));
        }
    }

    private void members(int indent, Place place, Value.Map before, Value.Map after) {
        var all = new LinkedHashMap<>(before.entries());
        after.entries().forEach(all::putIfAbsent);
        var names = Lookalikes.names(all.keySet());
        for (var name : all.keySet()) {
            var was = before.get(name);
            var now = after.get(name);
            var here = place.member(name, names.getOrDefault(name, ""));
            if (was.isPresent() && now.isPresent() && !was.equals(now)) {
                change(indent, here, was.get(), now.get());
            } else if (!was.equals(now)) {
                lines.addAll(ValueDifference.named(indent, here.label(), was, now));
            }
        }
    }

    private static String joined(String path, String name) {
        return name.matches("[\\w-]+") ? path.isEmpty() ? name : path + "." + name : path + "[\"" + name + "\"]";
    }

    /** Compares arrays in order; a change inside an element is written at that element. */
    private void elements(int indent, Place array, Value.List before, Value.List after) {
        var names = keys.at(array.path())
                .map(ElementNames::declared)
                .orElseGet(() -> ElementNames.found(before.items(), after.items()));
        var place = 0;
        var removed = new ArrayList<Value>();
        var added = new ArrayList<Value>();
        for (var hunk : SequenceDiff.between(before.items(), after.items())) {
            var matches = ElementMatches.of(hunk.removed(), hunk.added(), names);
            removed.addAll(matches.removed());
            for (var i = 0; i < hunk.added().size(); i++) {
                var now = hunk.added().get(i);
                var was = matches.before(i);
                if (was.isPresent()) {
                    change(indent, array.element(names.label(now, place + i)), was.get(), now);
                } else {
                    added.add(now);
                }
            }
            place += hunk.added().size() + hunk.kept().size();
        }
        whole(indent, array.label(), removed, added);
    }

    private void whole(int indent, String path, List<Value> removed, List<Value> added) {
        if (!removed.isEmpty() || !added.isEmpty()) {
            var inside = path.isEmpty() ? indent : indent + 1;
            if (!path.isEmpty()) {
                lines.add(new DiffLine(Mark.NONE, indent, path + ":"));
            }
            lines.addAll(ListElements.of(removed, added).lines(Mark.REMOVED, inside));
            lines.addAll(ListElements.of(added, removed).lines(Mark.ADDED, inside));
        }
    }
}
