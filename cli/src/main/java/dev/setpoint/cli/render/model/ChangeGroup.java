package dev.setpoint.cli.render.model;

import dev.setpoint.engine.diagnostic.Printable;
import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PropertyChange;
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
 * @param changes one change, or several that are shown as one
 * @param common property changes of all of them, with {@code ${each.key}} where each has its key
 * @param differing further property changes of each, in the order of {@code changes}; empty when they are equal
 */
public record ChangeGroup(List<Change> changes, List<PropertyChange> common, List<List<PropertyChange>> differing) {

    /** Smaller groups are shown one by one. */
    private static final int ENOUGH = 5;

    /** The shape that equal instances share: everything but the key, the identity and the values. */
    private record Kind(String block, String heading, Target target, List<String> losses, List<Shape> properties) {}

    private record Target(String type, String provider) {}

    private record Shape(
            String path,
            Cause cause,
            Optional<String> place,
            boolean forces,
            boolean unknown,
            boolean before,
            boolean after) {}

    /** Groups changes, each group at the place of its first change. */
    static List<ChangeGroup> of(List<Change> changes) {
        var all = new IdentityHashMap<Change, ChangeGroup>();
        var left = grouped(changes, ChangeGroup::equal, all);
        left = grouped(left, ChangeGroup::kind, all);
        left.forEach(change -> all.put(change, new ChangeGroup(List.of(change), List.of(), List.of())));
        return changes.stream()
                .flatMap(change -> Optional.ofNullable(all.get(change)).stream())
                .toList();
    }

    /** Groups changes of the same likeness; returns those that are left, because too few are alike. */
    private static List<Change> grouped(
            List<Change> changes, Function<Change, Object> likeness, Map<Change, ChangeGroup> all) {
        var groups = changes.stream()
                .filter(ChangeGroup::mayBeOneOfMany)
                .collect(Collectors.groupingBy(likeness, LinkedHashMap::new, Collectors.toList()));
        var grouped = Collections.<Change>newSetFromMap(new IdentityHashMap<>());
        for (var group : groups.values()) {
            var alike = Optional.of(group).filter(some -> some.size() >= ENOUGH).flatMap(ChangeGroup::several);
            alike.ifPresent(entry -> {
                all.put(group.getFirst(), entry);
                grouped.addAll(group);
            });
        }
        return changes.stream().filter(change -> !grouped.contains(change)).toList();
    }

    private static boolean mayBeOneOfMany(Change change) {
        return change.address().isInstance() && !change.isForbidden();
    }

    private static Object equal(Change change) {
        return List.of(kind(change), templates(change));
    }

    private static Kind kind(Change change) {
        var template = new KeyTemplate(change.address().key().orElse(""));
        return new Kind(
                change.address().block(),
                ChangeHeading.symbol(change) + " " + template.text(ChangeHeading.action(change)),
                new Target(change.target().type().text(), change.target().provider()),
                change.dataLoss(),
                templates(change).stream().map(ChangeGroup::shape).toList());
    }

    private static Shape shape(PropertyChange property) {
        return new Shape(
                property.path().toString(),
                property.cause(),
                property.span().map(span -> span.source().name() + ":" + span.line()),
                property.forcesReplacement(),
                property.after().filter(KnownAfterApply::in).isPresent(),
                property.before().isPresent(),
                property.after().isPresent());
    }

    private static List<PropertyChange> templates(Change change) {
        var template = new KeyTemplate(change.address().key().orElse(""));
        return change.properties().stream().map(template::property).toList();
    }

    /** Empty when they have too little in common. */
    private static Optional<ChangeGroup> several(List<Change> changes) {
        var all = changes.stream().map(ChangeGroup::templates).toList();
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
        return Optional.of(new ChangeGroup(List.copyOf(changes), common, different == 0 ? List.of() : differing));
    }

    /** The property as it is where all have the very same, otherwise as a template. */
    private static PropertyChange common(List<Change> changes, int place) {
        var first = changes.getFirst().properties().get(place);
        return changes.stream()
                        .allMatch(change -> change.properties().get(place).equals(first))
                ? first
                : templates(changes.getFirst()).get(place);
    }

    public Change first() {
        return changes.getFirst();
    }

    public boolean isOne() {
        return changes.size() == 1;
    }

    /** {@code 400 instances of bucket (aws.s3.bucket) will be created} */
    public String heading() {
        return isOne()
                ? ChangeHeading.heading(first())
                : "%s instances of %s (%s) %s"
                        .formatted(
                                changes.size(),
                                Printable.line(first().address().block()),
                                ChangeHeading.type(first()),
                                new KeyTemplate(first().address().key().orElse(""))
                                        .text(ChangeHeading.action(first())));
    }
}
