package dev.setpoint.engine.schema;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * A name that is chosen when the object is created, where the spec has only its beginning ({@code x-generated}).
 *
 * @param property that holds the name
 * @param prefix the property that holds the beginning
 * @param ending text at the end of the names of some objects
 */
public record GeneratedName(String property, String prefix, Optional<Ending> ending) {

    /** Number of the characters that are chosen: lower-case letters and digits, which every service allows. */
    public static final int CHOSEN = 16;

    /** Text that stands for these characters where a plan shows the name. */
    private static final String OPEN = "${suffix}";

    /**
     * Text at the end of the names of objects with this value of a property.
     *
     * @param property the other property
     */
    public record Ending(String property, Value value, String text) {

        private String of(Value.Map properties) {
            return properties
                    .get(property)
                    .map(Value::revealed)
                    .filter(value::equals)
                    .map(_ -> text)
                    .orElse("");
        }
    }

    /** Reads the keyword of one of a type's properties; empty when none has it. */
    static Optional<GeneratedName> read(Value.Map properties) {
        return properties.entries().keySet().stream()
                .filter(property -> properties.map(property).has("x-generated"))
                .map(property -> read(property, properties.map(property).map("x-generated")))
                .findFirst();
    }

    private static GeneratedName read(String property, Value.Map written) {
        var ending = written.map("ending");
        return new GeneratedName(
                property,
                written.string("prefix").orElse(""),
                ending.get("is")
                        .map(value -> new Ending(
                                ending.string("when").orElse(""),
                                value,
                                ending.string("text").orElse(""))));
    }

    /** Returns the shape of the type, in which the property with the beginning is marked as that. */
    Shape.ObjectOf marked(Shape.ObjectOf shape) {
        var attributes = new LinkedHashMap<>(shape.attributes());
        attributes.computeIfPresent(prefix, (_, attribute) -> attribute.beginning(property));
        return new Shape.ObjectOf(attributes, shape.open(), shape.optional());
    }

    /** Tells whether these properties leave the name to be chosen. */
    public boolean isWanted(Value.Map properties) {
        return isSet(properties, prefix) && !isSet(properties, property);
    }

    /** Tells whether the name begins with a given prefix and has not been chosen yet. */
    public boolean isOpen(Value.Map properties) {
        return isSet(properties, prefix)
                && properties.get(property).filter(name -> !name.isKnown()).isPresent();
    }

    private static boolean isSet(Value.Map properties, String name) {
        return properties
                .get(name)
                .filter(value -> !(value.revealed() instanceof Value.Null))
                .isPresent();
    }

    /** Returns these properties with a name that is not known yet, if it is to be chosen. */
    public Value.Map open(Value.Map properties, Address address) {
        return isWanted(properties) ? with(properties, new Value.Unknown(address + "." + property)) : properties;
    }

    /** Returns the properties with this name, which stands before its beginning. */
    public Value.Map with(Value.Map properties, Value name) {
        var result = new LinkedHashMap<String, Value>();
        properties.without(property).entries().forEach((key, value) -> {
            if (key.equals(prefix)) {
                result.put(property, name);
            }
            result.put(key, value);
        });
        return new Value.Map(result);
    }

    /**
     * Returns the name of an object.
     *
     * @param seed the same seed gives the same name, another one another
     */
    public Value.Str chosen(Value.Map properties, String seed) {
        return around(properties, suffix(seed));
    }

    /** Tells whether the name of these properties was chosen with the seed. */
    public boolean isChosen(Value.Map properties, String seed) {
        return properties
                .string(property)
                .filter(name -> name.endsWith(
                        suffix(seed) + ending.map(end -> end.of(properties)).orElse("")))
                .isPresent();
    }

    /** Returns the name with another text in the place of what is chosen; the beginning must be known. */
    public Value.Str around(Value.Map properties, String middle) {
        var beginning = properties.string(prefix).orElseThrow();
        return Value.of(
                beginning + middle + ending.map(end -> end.of(properties)).orElse(""));
    }

    /** Returns the name as a plan shows it, with what is known of it. */
    public Value.Unknown shown(Value.Map properties) {
        return new Value.Unknown(
                properties.get(prefix).orElse(Value.Null.VALUE) instanceof Value.Unknown(var reference, var _)
                        ? (reference.contains("${") ? reference : "${" + reference + "}") + OPEN
                        : around(properties, OPEN).value());
    }

    private static String suffix(String seed) {
        var digest = Redaction.sha256(seed);
        var digits = new BigInteger(digest.substring(digest.indexOf(':') + 1), 16).toString(Character.MAX_RADIX);
        return ("0".repeat(CHOSEN) + digits).substring(digits.length());
    }
}
