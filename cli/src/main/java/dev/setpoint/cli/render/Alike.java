package dev.setpoint.cli.render;

import dev.setpoint.cli.render.Line.Mark;
import dev.setpoint.engine.diagnostic.Printable;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PropertyChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One entry of a plan as it is shown: a change, or instances of a block with {@code forEach} to which the same happens.
 *
 * @param changes one, or so many that are told as one
 * @param common what happens to all of them, with {@code ${each.key}} where each has its key
 * @param differing what happens to each of them beside that, in their order; empty when they are equal
 */
record Alike(List<Change> changes, List<PropertyChange> common, List<List<PropertyChange>> differing) {

    /** Fewer are shown one by one. */
    private static final int ENOUGH = 5;

    /** The shape that equal instances share: everything but the key, the identity and the values. */
    private record Kind(String block, String said, List<String> losses, List<Shape> properties) {}

    private record Shape(String path, String note, boolean before, boolean after) {}

    /** Each at the place of the first of its changes. */
    static List<Alike> of(List<Change> changes) {
        var all = new IdentityHashMap<Change, Alike>();
        var left = grouped(changes, Alike::equal, all);
        left = grouped(left, Alike::kind, all);
        left.forEach(change -> all.put(change, new Alike(List.of(change), List.of(), List.of())));
        return changes.stream()
                .flatMap(change -> Optional.ofNullable(all.get(change)).stream())
                .toList();
    }

    /** @return those that too few are like */
    private static List<Change> grouped(
            List<Change> changes, Function<Change, Object> likeness, Map<Change, Alike> all) {
        var groups = changes.stream()
                .filter(Alike::mayBeOneOfMany)
                .collect(Collectors.groupingBy(likeness, LinkedHashMap::new, Collectors.toList()));
        var told = Collections.<Change>newSetFromMap(new IdentityHashMap<>());
        for (var group : groups.values()) {
            var alike = Optional.of(group).filter(some -> some.size() >= ENOUGH).flatMap(Alike::several);
            alike.ifPresent(entry -> {
                all.put(group.getFirst(), entry);
                told.addAll(group);
            });
        }
        return changes.stream().filter(change -> !told.contains(change)).toList();
    }

    private static boolean mayBeOneOfMany(Change change) {
        return change.address().isInstance() && !change.isForbidden();
    }

    private static Object equal(Change change) {
        return List.of(kind(change), templates(change));
    }

    private static Kind kind(Change change) {
        var template = template(change);
        return new Kind(
                change.address().block(),
                Announcement.symbol(change)
                        + template.text(Announcement.action(change))
                        + change.target().type()
                        + change.target().provider(),
                change.dataLoss(),
                templates(change).stream()
                        .map(property -> new Shape(
                                property.path().toString(),
                                PropertyLines.note(property),
                                property.before().isPresent(),
                                property.after().isPresent()))
                        .toList());
    }

    private static KeyTemplate template(Change change) {
        return new KeyTemplate(change.address().key().orElse(""));
    }

    private static List<PropertyChange> templates(Change change) {
        var template = template(change);
        return change.properties().stream().map(template::property).toList();
    }

    /** Empty when they have too little in common. */
    private static Optional<Alike> several(List<Change> changes) {
        var all = changes.stream().map(Alike::templates).toList();
        var first = all.getFirst();
        var equal = IntStream.range(0, first.size())
                .filter(i -> all.stream().allMatch(other -> other.get(i).equals(first.get(i))))
                .boxed()
                .toList();
        var different = first.size() - equal.size();
        if (different > 2 && different * 3 > first.size()) {
            return Optional.empty();
        }
        var common = equal.stream().map(i -> common(changes, i)).toList();
        var differing = changes.stream()
                .map(change -> IntStream.range(0, first.size())
                        .filter(i -> !equal.contains(i))
                        .mapToObj(change.properties()::get)
                        .toList())
                .toList();
        return Optional.of(new Alike(List.copyOf(changes), common, different == 0 ? List.of() : differing));
    }

    /** As it is where all have the very same, otherwise as a template. */
    private static PropertyChange common(List<Change> changes, int place) {
        var first = changes.getFirst().properties().get(place);
        return changes.stream()
                        .allMatch(change -> change.properties().get(place).equals(first))
                ? first
                : templates(changes.getFirst()).get(place);
    }

    Change first() {
        return changes.getFirst();
    }

    boolean isOne() {
        return changes.size() == 1;
    }

    /** {@code 400 instances of bucket (aws.s3.bucket) will be created} */
    String heading() {
        return isOne()
                ? Announcement.heading(first())
                : "%s instances of %s (%s) %s"
                        .formatted(
                                changes.size(),
                                Printable.line(first().address().block()),
                                Announcement.type(first()),
                                template(first()).text(Announcement.action(first())));
    }

    List<Line> lines() {
        if (isOne()) {
            return ChangeLines.of(first());
        }
        var lines = new ArrayList<Line>();
        lines.add(new Line(Mark.NONE, 0, "(%s like this%s: %s)".formatted(changes.size(), difference(), names())));
        lines.addAll(ChangeLines.of(first(), first().dataLoss(), common));
        for (var i = 0; i < differing.size(); i++) {
            lines.add(new Line(
                    Mark.NONE, 0, Printable.line(changes.get(i).address().text()) + ":"));
            ChangeLines.properties(changes.get(i), differing.get(i)).stream()
                    .map(line -> line.within(1))
                    .forEach(lines::add);
        }
        return lines;
    }

    private String difference() {
        return differing.isEmpty()
                ? ""
                : ", but for "
                        + differing.getFirst().stream()
                                .map(property -> Printable.line(property.path().toString()))
                                .distinct()
                                .collect(Collectors.joining(", "));
    }

    /** With what the cloud calls each, unless that follows from the key. */
    private String names() {
        return changes.stream()
                .map(change -> Printable.line(change.address().text())
                        + Announcement.identity(change)
                                .map(id -> " " + Printable.line(id.value()))
                                .orElse(""))
                .collect(Collectors.joining(", "));
    }
}
