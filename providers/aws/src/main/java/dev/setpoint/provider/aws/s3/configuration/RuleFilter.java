package dev.setpoint.provider.aws.s3.configuration;

import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Filter of the objects that a rule or a configuration is for, in one form for the many that S3 has: no filter, an
 * empty one, an empty prefix and the old prefix beside the filter all mean every object; several conditions
 * stand inside an {@code And}. See behaviour.md#s3-lifecycle-defaults.
 *
 * @param prefix empty for every key
 * @param others sizes in bytes, and the access point of a metrics configuration, by S3's names
 */
public record RuleFilter(String prefix, Map<String, Value> tags, Map<String, Value> others) {

    private static final String PREFIX = "prefix";
    private static final String TAGS = "tags";
    private static final String AND = "and";
    private static final String[] OTHERS = {"objectSizeGreaterThan", "objectSizeLessThan", "accessPointArn"};

    /** @param filter in the schema's words */
    public static RuleFilter of(Value.Map filter) {
        return new RuleFilter(filter.string(PREFIX).orElse(""), filter.map(TAGS).entries(), others(filter));
    }

    /**
     * @param rule as S3 gave it, plainly named: {@code filter}, and the old {@code prefix} beside it
     */
    public static RuleFilter fromS3(Value.Map rule) {
        var filter = rule.map("filter");
        var conditions = filter.map(AND).plus(filter.without(AND));
        var tags = new TreeMap<String, Value>();
        conditions.list(TAGS).forEach(tag -> addTag((Value.Map) tag, tags));
        conditions.get("tag").ifPresent(tag -> addTag((Value.Map) tag, tags));
        var prefix = conditions.string(PREFIX).or(() -> rule.string(PREFIX)).orElse("");
        return new RuleFilter(prefix, tags, others(conditions));
    }

    private static void addTag(Value.Map tag, Map<String, Value> tags) {
        tag.string("key")
                .ifPresent(key -> tags.put(key, Value.of(tag.string("value").orElse(""))));
    }

    private static Map<String, Value> others(Value.Map conditions) {
        var others = new LinkedHashMap<String, Value>();
        for (var name : OTHERS) {
            conditions.get(name).ifPresent(value -> others.put(name, value));
        }
        return others;
    }

    /** True when the filter selects every object. */
    public boolean isEmpty() {
        return prefix.isEmpty() && tags.isEmpty() && others.isEmpty();
    }

    /** The filter in the schema's words. The prefix is always present, so that a spec may leave it out or say that it is empty. */
    public Value.Map toValue() {
        var entries = new LinkedHashMap<String, Value>();
        entries.put(PREFIX, Value.of(prefix));
        if (!tags.isEmpty()) {
            entries.put(TAGS, new Value.Map(tags));
        }
        entries.putAll(others);
        return new Value.Map(entries);
    }

    /** The filter in S3's form: one condition by itself, several inside {@code and}. */
    public Value.Map toS3() {
        var count = (prefix.isEmpty() ? 0 : 1) + tags.size() + others.size();
        var conditions = new LinkedHashMap<String, Value>();
        if (!prefix.isEmpty() || count == 0) {
            conditions.put(PREFIX, Value.of(prefix));
        }
        if (count > 1) {
            tagList().ifPresent(list -> conditions.put(TAGS, list));
            conditions.putAll(others);
            return Value.Map.EMPTY.with(AND, new Value.Map(conditions));
        }
        tags.forEach((key, value) -> conditions.put("tag", tag(key, value)));
        conditions.putAll(others);
        return new Value.Map(conditions);
    }

    private Optional<Value> tagList() {
        return tags.isEmpty()
                ? Optional.empty()
                : Optional.of(Value.of(tags.entrySet().stream()
                        .map(entry -> tag(entry.getKey(), entry.getValue()))
                        .toList()));
    }

    private static Value.Map tag(String key, Value value) {
        return Value.Map.EMPTY.with("key", Value.of(key)).with("value", value);
    }
}
