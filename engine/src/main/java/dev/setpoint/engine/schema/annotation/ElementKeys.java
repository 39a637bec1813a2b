package dev.setpoint.engine.schema.annotation;

import dev.setpoint.engine.value.PropertyPath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The member that tells the elements of a list apart, for each list inside a value that has such a member
 * ({@code x-key}).
 *
 * @param members the member by the path of the list; {@code *} stands for any step
 */
public record ElementKeys(Map<PropertyPath, String> members) {

    public static final ElementKeys NONE = new ElementKeys(Map.of());

    public ElementKeys {
        members = Map.copyOf(members);
    }

    /** Returns the key member of the list at a path. */
    public Optional<String> at(PropertyPath list) {
        return members.entrySet().stream()
                .filter(entry -> entry.getKey().steps().size() == list.steps().size() && list.isWithin(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Returns the keys of the lists inside the value at a path, by their paths in that value. */
    public ElementKeys inside(PropertyPath path) {
        var depth = path.steps().size();
        var inside = new LinkedHashMap<PropertyPath, String>();
        members.forEach((list, member) -> {
            if (list.steps().size() >= depth
                    && path.isWithin(new PropertyPath(list.steps().subList(0, depth)))) {
                inside.put(
                        new PropertyPath(
                                list.steps().subList(depth, list.steps().size())),
                        member);
            }
        });
        return new ElementKeys(inside);
    }
}
