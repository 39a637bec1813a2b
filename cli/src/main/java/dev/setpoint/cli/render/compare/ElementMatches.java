package dev.setpoint.cli.render.compare;

import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Matches of the elements that an array has lost and gained at one place. Elements match by name; elements without a
 * name match by place, when as many are lost as gained.
 *
 * @param removed lost elements without a match
 * @param before the matching lost element of each gained one
 */
public record ElementMatches(List<Value> removed, List<Optional<Value>> before) {

    /** @param names names of the elements of the whole array */
    public static ElementMatches of(List<Value> removed, List<Value> added, ElementNames names) {
        var left = new ArrayList<>(removed);
        var before = new ArrayList<Optional<Value>>();
        for (var item : added) {
            var namesake = left.stream()
                    .filter(other -> isNamesake(item, other, names))
                    .findFirst();
            namesake.ifPresent(left::remove);
            before.add(namesake);
        }
        var trees = left.stream().filter(value -> isNamelessTree(value, names)).toList();
        var places = IntStream.range(0, added.size())
                .filter(i -> before.get(i).isEmpty() && isNamelessTree(added.get(i), names))
                .boxed()
                .toList();
        for (var i = 0; i < trees.size() && trees.size() == places.size(); i++) {
            if (trees.get(i) instanceof Value.Map == added.get(places.get(i)) instanceof Value.Map) {
                before.set(places.get(i), Optional.of(trees.get(i)));
                left.remove(trees.get(i));
            }
        }
        return new ElementMatches(left, before);
    }

    public Optional<Value> before(int place) {
        return before.get(place);
    }

    private static boolean isNamesake(Value one, Value other, ElementNames names) {
        return names.name(one).isPresent() && names.name(one).equals(names.name(other));
    }

    /** Returns true for a map or list without a name; two plain values never match. */
    private static boolean isNamelessTree(Value value, ElementNames names) {
        return (value instanceof Value.Map || value instanceof Value.List)
                && names.name(value).isEmpty();
    }
}
