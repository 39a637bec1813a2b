package dev.setpoint.provider.sandbox.table;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Forms in which requests and responses carry tags. */
public enum TagForm {
    /** A list of pairs {@code Key} and {@code Value}. */
    KEY_VALUE("key", "value"),
    /** A list of pairs {@code TagKey} and {@code TagValue}. */
    TAG_KEY_TAG_VALUE("tagKey", "tagValue"),
    /** One map of all. */
    MAP("", "");

    private final String key;
    private final String value;

    TagForm(String key, String value) {
        this.key = key;
        this.value = value;
    }

    /** Reads the tags of a request, duplicates included; a tag without a value gets an empty one. */
    List<Map.Entry<String, String>> read(Value written) {
        return switch (written) {
            case Value.List(var items) -> items.stream().flatMap(this::pair).toList();
            case Value.Map tags ->
                tags.entries().keySet().stream()
                        .map(name -> Map.entry(name, tags.string(name).orElse("")))
                        .toList();
            case Value.Null _, Value.Bool _, Value.Num _, Value.Str _ -> List.of();
            case Value.Unknown _, Value.Secret _, Value.Redacted _ -> List.of();
        };
    }

    /** Returns the tags of a request as they are stored, unchecked. */
    public Value.Map stored(List<Value> written) {
        var tags = Value.Map.EMPTY;
        for (var tag : read(Value.of(written))) {
            tags = tags.with(tag.getKey(), Value.of(tag.getValue()));
        }
        return tags;
    }

    /** Returns the names in a request that removes tags: texts, or whole tags. */
    List<String> names(List<Value> written) {
        return written.stream()
                .flatMap(item -> item instanceof Value.Str(var name)
                        ? Stream.of(name)
                        : pair(item).map(Map.Entry::getKey))
                .toList();
    }

    private Stream<Map.Entry<String, String>> pair(Value item) {
        return item instanceof Value.Map tag
                ? Stream.of(
                        Map.entry(tag.string(key).orElse(""), tag.string(value).orElse("")))
                : Stream.empty();
    }

    /** Writes stored tags for a response. */
    public Value write(Value.Map tags) {
        return switch (this) {
            case MAP -> tags;
            case KEY_VALUE, TAG_KEY_TAG_VALUE ->
                Value.of(tags.entries().keySet().stream()
                        .map(name -> pair(name, tags.string(name).orElse("")))
                        .toList());
        };
    }

    /** Writes stored tags as the SDK's objects, for a response that has them beside other members. */
    public <T, B extends SdkPojo & SdkBuilder<B, T>> List<T> shapes(Value.Map tags, Supplier<B> builder) {
        return read(tags).stream()
                .map(tag -> SdkShapes.PLAIN.build(builder.get(), pair(tag.getKey(), tag.getValue())))
                .toList();
    }

    private Value.Map pair(String name, String text) {
        return Value.Map.EMPTY.with(key, Value.of(name)).with(value, Value.of(text));
    }
}
