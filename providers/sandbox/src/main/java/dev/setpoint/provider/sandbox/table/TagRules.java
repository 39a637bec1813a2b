package dev.setpoint.provider.sandbox.table;

import dev.setpoint.engine.value.Value;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * Tags of one service: their form, and how it refuses those that break the limits of all services. See
 * behaviour.md#tags.
 *
 * @param invalid gets the sentence that says what is wrong
 * @param tooMany likewise
 * @param caseSensitive false: keys that differ only in case are the same
 */
public record TagRules(TagForm form, Refusal invalid, Refusal tooMany, boolean caseSensitive) {

    private static final int MOST = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    public TagRules(TagForm form, Refusal invalid) {
        this(form, invalid, invalid);
    }

    public TagRules(TagForm form, Refusal invalid, Refusal tooMany) {
        this(form, invalid, tooMany, true);
    }

    /** Returns the same rules for keys whose case does not count. */
    public TagRules ignoringCase() {
        return new TagRules(form, invalid, tooMany, false);
    }

    /** Checks the tags with which a request creates something, and returns them as they are stored. */
    public Value.Map created(SdkPojo request, String member) {
        return merged(Value.Map.EMPTY, Shapes.value(request).get(member).orElse(Value.List.EMPTY));
    }

    /** Checks the tags with which a request creates something, in its member {@code tags}. */
    public Value.Map created(SdkPojo request) {
        return created(request, "tags");
    }

    /** Lays tags over those that are there. */
    public Value.Map merged(Value.Map present, Value written) {
        var added = form.read(written);
        var tags = present;
        for (var tag : added) {
            tags = without(tags, tag.getKey()).with(tag.getKey(), Value.of(tag.getValue()));
        }
        check(added, tags.entries().size());
        return tags;
    }

    /** Removes a tag whose key differs only in case, where that does not count. */
    private Value.Map without(Value.Map tags, String key) {
        var others = tags;
        for (var present : tags.entries().keySet()) {
            if (!caseSensitive && present.equalsIgnoreCase(key)) {
                others = others.without(present);
            }
        }
        return others;
    }

    /** Returns the member {@code tags} of a request or of a part of one. */
    public Value written(SdkPojo request) {
        return Shapes.value(request).get("tags").orElse(Value.List.EMPTY);
    }

    /** Writes stored tags for a response. */
    public Value written(Value.Map tags) {
        return form.write(tags);
    }

    /** Returns stored tags as a map, for a response that has them beside other members. */
    public Map<String, String> map(Value.Map tags) {
        var map = new LinkedHashMap<String, String>();
        TagForm.MAP.read(tags).forEach(tag -> map.put(tag.getKey(), tag.getValue()));
        return map;
    }

    /** Writes stored tags as the SDK's objects, for a response that has them beside other members. */
    public <T, B extends SdkPojo & SdkBuilder<B, T>> List<T> shapes(Value.Map tags, Supplier<B> builder) {
        return form.shapes(tags, builder);
    }

    private void check(List<Map.Entry<String, String>> tags, int total) {
        var keys = new HashSet<String>();
        for (var tag : tags) {
            if (tag.getKey().isEmpty() || tag.getKey().length() > LONGEST_KEY) {
                throw invalid.exception("A tag key has 1 to 128 characters: " + tag.getKey());
            }
            if (tag.getValue().length() > LONGEST_VALUE) {
                throw invalid.exception("A tag value has at most 256 characters: " + tag.getKey());
            }
            if (tag.getKey().toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw invalid.exception("aws: prefixed tag key names are not allowed for external use.");
            }
            if (!keys.add(caseSensitive ? tag.getKey() : tag.getKey().toLowerCase(Locale.ROOT))) {
                throw invalid.exception("Duplicate tag keys found: " + tag.getKey());
            }
        }
        if (total > MOST) {
            throw tooMany.exception("Too many tags: at most " + MOST + " are allowed.");
        }
    }
}
