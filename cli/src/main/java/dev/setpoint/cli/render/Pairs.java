package dev.setpoint.cli.render;

import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Elements of an array that have gone and come at one place, as far as one is another that has changed: by what names
 * it, else by its place when as many come as go without a name.
 *
 * @param gone those that nothing has come of
 * @param before for each that comes, the one that it was
 */
record Pairs(List<Value> gone, List<Optional<Value>> before) {

    private static final List<String> NAMES = List.of("Sid", "Id", "id", "ID", "Name", "name", "key", "Key");

    static Pairs of(List<Value> gone, List<Value> come) {
        var left = new ArrayList<>(gone);
        var before = new ArrayList<Optional<Value>>();
        for (var item : come) {
            var namesake =
                    left.stream().filter(other -> isNamesake(item, other)).findFirst();
            namesake.ifPresent(left::remove);
            before.add(namesake);
        }
        var trees = left.stream().filter(Pairs::isNamelessTree).toList();
        var places = IntStream.range(0, come.size())
                .filter(i -> before.get(i).isEmpty() && isNamelessTree(come.get(i)))
                .boxed()
                .toList();
        for (var i = 0; i < trees.size() && trees.size() == places.size(); i++) {
            if (trees.get(i) instanceof Value.Map == come.get(places.get(i)) instanceof Value.Map) {
                before.set(places.get(i), Optional.of(trees.get(i)));
                left.remove(trees.get(i));
            }
        }
        return new Pairs(left, before);
    }

    Optional<Value> before(int place) {
        return before.get(place);
    }

    /** What names an element among the others; empty for one without a name. */
    static Optional<String> name(Value element) {
        return element instanceof Value.Map map
                ? NAMES.stream().flatMap(name -> map.string(name).stream()).findFirst()
                : Optional.empty();
    }

    private static boolean isNamesake(Value one, Value other) {
        return name(one).isPresent() && name(one).equals(name(other));
    }

    /** Something with parts of its own; two plain values are simply two. */
    private static boolean isNamelessTree(Value value) {
        return (value instanceof Value.Map || value instanceof Value.List)
                && name(value).isEmpty();
    }
}
