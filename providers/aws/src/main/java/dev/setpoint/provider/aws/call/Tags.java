package dev.setpoint.provider.aws.call;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.value.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Tags between a spec and AWS. AWS's own ({@code aws:…}) and the ownership tag are not the spec's.
 * See behaviour.md#tags.
 */
public final class Tags {

    private Tags() {}

    /** What the spec wants, in the order of the keys. */
    public static Map<String, String> wanted(Value.Map properties) {
        var tags = new TreeMap<String, String>();
        properties.map("tags").entries().forEach((key, value) -> {
            if (value.revealed() instanceof Value.Str(var text)) {
                tags.put(key, text);
            }
        });
        return tags;
    }

    /** {@link #wanted} and the ownership tag. */
    public static Map<String, String> owned(Value.Map properties, Call call) {
        var tags = new TreeMap<>(wanted(properties));
        tags.put(Call.OWNERSHIP_TAG, ownership(call));
        return tags;
    }

    /** The mark in the characters that AWS accepts in the value of a tag; {@code buckets["eu"]} has others. */
    public static String ownership(Call call) {
        return call.ownershipTag().replaceAll("[^\\p{L}\\p{N} _.:/=+@-]", "_");
    }

    /** As the SDK of some service models them. */
    public static <T> java.util.List<T> toSdk(Map<String, String> tags, BiFunction<String, String, T> tag) {
        return tags.entrySet().stream()
                .map(entry -> tag.apply(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** What a service returned, without what is not the spec's. */
    public static <T> Map<String, String> fromSdk(
            Collection<T> tags, Function<T, String> key, Function<T, String> value) {
        var read = new TreeMap<String, String>();
        for (var tag : tags) {
            if (!isForeign(key.apply(tag))) {
                read.put(key.apply(tag), value.apply(tag));
            }
        }
        return read;
    }

    public static Value.Map toValue(Map<String, String> tags) {
        var entries = new LinkedHashMap<String, Value>();
        tags.forEach((key, value) -> entries.put(key, Value.of(value)));
        return new Value.Map(entries);
    }

    /**
     * What must be called to get from one set of tags to another.
     *
     * @param set keys that are new or have another value
     * @param unset keys to take away
     */
    public record Change(Map<String, String> set, Set<String> unset) {

        public static Change between(Map<String, String> live, Map<String, String> wanted) {
            var set = new TreeMap<>(wanted);
            live.forEach(set::remove);
            var unset = new LinkedHashSet<>(live.keySet());
            unset.removeAll(wanted.keySet());
            return new Change(set, unset);
        }

        public boolean isEmpty() {
            return set.isEmpty() && unset.isEmpty();
        }
    }

    private static boolean isForeign(String key) {
        return key.toLowerCase(Locale.ROOT).startsWith("aws:") || key.equals(Call.OWNERSHIP_TAG);
    }
}
