package dev.setpoint.engine.document;

import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node of the YAML tree, with its place. */
public sealed interface Node {

    Span span();

    /** Tells whether a value was forgotten: not even {@code null} is written. */
    default boolean isForgotten() {
        return this instanceof Scalar scalar
                && scalar.value() instanceof Value.Null
                && scalar.text().isEmpty();
    }

    /** The value of the node, with expressions left as their text. */
    default Value toValue() {
        return switch (this) {
            case Scalar scalar -> scalar.value();
            case Sequence(var items, var _) ->
                new Value.List(items.stream().map(Node::toValue).toList());
            case Mapping(var entries, var _) -> {
                var values = new LinkedHashMap<String, Value>();
                entries.forEach((name, entry) -> values.put(name, entry.value().toValue()));
                yield new Value.Map(values);
            }
        };
    }

    /**
     * @param quoted whether it was written in quotes or as a block, and so is a string whatever it looks like
     * @param value what it stands for: null, a boolean, a number or a string; expressions are still text
     */
    record Scalar(String text, boolean quoted, Value value, Span span) implements Node {}

    record Sequence(List<Node> items, Span span) implements Node {}

    record Mapping(Map<String, Entry> entries, Span span) implements Node {
        public Optional<Node> get(String name) {
            return Optional.ofNullable(entries.get(name)).map(Entry::value);
        }
    }

    /** @param key the place of the name */
    record Entry(Span key, Node value) {}
}
