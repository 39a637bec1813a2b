package dev.setpoint.cli.render.compare;

import dev.setpoint.engine.value.Value;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names of the elements of two versions of an array.
 *
 * @param member the member of elements whose text is the name; empty when nothing tells elements apart
 * @param shown true when the schema says that this member is the name, so that readers know it
 */
public record ElementNames(Optional<String> member, boolean shown) {

    /** The member that a schema declares. */
    public static ElementNames declared(String member) {
        return new ElementNames(Optional.of(member), true);
    }

    /**
     * Finds a member that every object of both versions has and that no two objects of a version share: of several,
     * the one with the most values that both versions have.
     */
    public static ElementNames found(List<Value> before, List<Value> after) {
        var names = new LinkedHashMap<String, Long>();
        Stream.concat(before.stream(), after.stream())
                .flatMap(ElementNames::members)
                .distinct()
                .forEach(member -> names.put(member, common(member, before, after)));
        var best = names.values().stream().max(Comparator.naturalOrder()).filter(count -> count > 0);
        return new ElementNames(
                best.flatMap(count -> names.keySet().stream()
                        .filter(member -> count.equals(names.get(member)))
                        .findFirst()),
                false);
    }

    private static Stream<String> members(Value element) {
        return element instanceof Value.Map(var entries) ? entries.keySet().stream() : Stream.empty();
    }

    /** Counts the values that both versions have; 0 when the member does not tell all objects apart. */
    private static long common(String member, List<Value> before, List<Value> after) {
        var old = texts(member, before);
        var now = texts(member, after);
        if (old.isEmpty() || now.isEmpty()) {
            return 0;
        }
        return old.get().stream().filter(now.get()::contains).count();
    }

    /** Returns the values of the member; empty when an object has none, or two have the same. */
    private static Optional<Set<String>> texts(String member, List<Value> elements) {
        var objects = elements.stream()
                .flatMap(element -> element instanceof Value.Map map ? Stream.of(map) : Stream.empty())
                .toList();
        var texts = objects.stream()
                .flatMap(object -> object.string(member).stream())
                .collect(Collectors.toCollection(HashSet::new));
        return texts.size() == objects.size() ? Optional.of(texts) : Optional.empty();
    }

    /** Name of an element among the others; empty for one without a name. */
    Optional<String> name(Value element) {
        return element instanceof Value.Map map ? member.flatMap(map::string) : Optional.empty();
    }

    /** Label of an element: its name if readers know it by that, otherwise its place. */
    public String label(Value element, int place) {
        return name(element).filter(_ -> shown).orElseGet(() -> String.valueOf(place));
    }
}
