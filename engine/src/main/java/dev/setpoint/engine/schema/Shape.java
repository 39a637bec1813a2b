package dev.setpoint.engine.schema;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The static type of a value, read from a JSON Schema. */
public sealed interface Shape {

    /** @param equality compares two of them ({@code x-equal}) */
    record Text(Equality equality) implements Shape {}

    record Num(boolean integer) implements Shape {}

    record Bool() implements Shape {}

    /**
     * @param unordered compared as a set ({@code x-unordered})
     * @param key compared as a map by this member of its elements ({@code x-key})
     */
    record ListOf(Shape item, boolean unordered, Optional<String> key) implements Shape {}

    /** A map with free keys: tags. */
    record MapOf(Shape value) implements Shape {}

    /**
     * A map with named members.
     *
     * @param open true when others are accepted too
     * @param optional the members that a value may lack, and that an expression therefore may not simply read
     */
    record ObjectOf(Map<String, Attribute> attributes, boolean open, Set<String> optional) implements Shape {

        /** Creates a map whose members are there, or are given by the cloud. */
        public ObjectOf(Map<String, Attribute> attributes, boolean open) {
            this(attributes, open, Set.of());
        }

        public Optional<Attribute> attribute(String name) {
            return Optional.ofNullable(attributes.get(name));
        }
    }

    /** Any value; a policy document is one, with the equality {@code iam-policy}. */
    record Any(Equality equality) implements Shape {}
}
