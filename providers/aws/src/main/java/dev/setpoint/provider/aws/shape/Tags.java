package dev.setpoint.provider.aws.shape;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.value.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * Tags between a spec and AWS. AWS's own ({@code aws:…}) and the ownership tag are not the spec's.
 * See behaviour.md#tags.
 */
public final class Tags {

    private static final String KEY = "Key";

    private Tags() {}

    /** Tags that the spec wants, in the order of their keys. */
    public static Map<String, String> wanted(Value.Map properties) {
        var tags = new TreeMap<String, String>();
        properties.map("tags").entries().forEach((key, value) -> {
            if (value.revealed() instanceof Value.Str(var text)) {
                tags.put(key, text);
            }
        });
        return tags;
    }

    /** Tags of {@link #wanted} and the ownership tag. */
    public static Map<String, String> owned(Value.Map properties, Call call) {
        var tags = new TreeMap<>(wanted(properties));
        tags.put(Call.OWNERSHIP_TAG, ownership(call));
        return tags;
    }

    /** The mark in the characters that AWS accepts in the value of a tag; {@code buckets["eu"]} has others. */
    public static String ownership(Call call) {
        return call.ownershipTag().replaceAll("[^\\p{L}\\p{N} _.:/=+@-]", "_");
    }

    /**
     * Tags in the SDK's shape of some service, which calls the members {@code Key} and {@code Value}, or as KMS does
     * {@code TagKey} and {@code TagValue}.
     */
    public static <T, B extends SdkPojo & SdkBuilder<B, T>> List<T> toSdk(
            Map<String, String> tags, Supplier<B> builder) {
        return tags.entrySet().stream()
                .map(tag -> {
                    var shape = builder.get();
                    for (var field : shape.sdkFields()) {
                        field.set(shape, field.memberName().endsWith(KEY) ? tag.getKey() : tag.getValue());
                    }
                    return shape.build();
                })
                .toList();
    }

    /** Tags that a service returned, without those that do not belong to the spec. */
    public static Map<String, String> fromSdk(Collection<? extends SdkPojo> tags) {
        var all = new LinkedHashMap<String, String>();
        for (var tag : tags) {
            all.put(member(tag, true), member(tag, false));
        }
        return own(all);
    }

    private static String member(SdkPojo tag, boolean key) {
        return tag.sdkFields().stream()
                .filter(field -> field.memberName().endsWith(KEY) == key)
                .flatMap(field -> Optional.ofNullable(field.getValueOrDefault(tag)).stream())
                .map(String::valueOf)
                .findFirst()
                .orElse("");
    }

    /** Tags without those that do not belong to the spec. */
    public static Map<String, String> own(Map<String, String> tags) {
        var own = new TreeMap<>(tags);
        own.keySet().removeIf(Tags::isForeign);
        return own;
    }

    public static Value.Map toValue(Map<String, String> tags) {
        var entries = new LinkedHashMap<String, Value>();
        tags.forEach((key, value) -> entries.put(key, Value.of(value)));
        return new Value.Map(entries);
    }

    /**
     * Sends the requests that lead from one set of tags to another, first the one that removes.
     *
     * @param untag takes the keys to remove
     * @param tag takes the tags that are new or have another value
     */
    public static void change(
            Map<String, String> live,
            Map<String, String> wanted,
            Consumer<Set<String>> untag,
            Consumer<Map<String, String>> tag) {
        var unset = new LinkedHashSet<>(live.keySet());
        unset.removeAll(wanted.keySet());
        if (!unset.isEmpty()) {
            untag.accept(unset);
        }
        var set = new TreeMap<>(wanted);
        live.forEach(set::remove);
        if (!set.isEmpty()) {
            tag.accept(set);
        }
    }

    private static boolean isForeign(String key) {
        return key.toLowerCase(Locale.ROOT).startsWith("aws:") || key.equals(Call.OWNERSHIP_TAG);
    }
}
