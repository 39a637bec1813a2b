package dev.setpoint.provider.sandbox.world;

import dev.setpoint.engine.value.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** What all services ask of tags. See behaviour.md#tags. */
public final class TagRules {

    private static final int MOST = 50;

    private TagRules() {}

    /** Tags as a service hands them out. */
    public static <T> List<T> sdk(Value.Map tags, BiFunction<String, String, T> tag) {
        return tags.entries().keySet().stream()
                .map(key -> tag.apply(key, tags.string(key).orElse("")))
                .toList();
    }

    /**
     * The first thing that is wrong.
     *
     * @param total how many tags the object will have
     */
    public static Optional<String> problem(List<Map.Entry<String, String>> tags, int total) {
        var keys = new HashSet<String>();
        for (var tag : tags) {
            if (tag.getKey().isEmpty() || tag.getKey().length() > 128) {
                return Optional.of("A tag key has 1 to 128 characters: " + tag.getKey());
            }
            if (tag.getValue().length() > 256) {
                return Optional.of("A tag value has at most 256 characters: " + tag.getKey());
            }
            if (tag.getKey().toLowerCase(Locale.ROOT).startsWith("aws:")) {
                return Optional.of("aws: prefixed tag key names are not allowed for external use.");
            }
            if (!keys.add(tag.getKey())) {
                return Optional.of("Duplicate tag keys found: " + tag.getKey());
            }
        }
        return total > MOST ? Optional.of("Too many tags: at most " + MOST + " are allowed.") : Optional.empty();
    }
}
