package dev.setpoint.engine.schema;

import java.util.List;

/**
 * The declaration of what makes two resources of a type one object ({@code x-identity}).
 *
 * @param parts that together say which object it is; none where it is not declared, or where {@code single} says enough
 * @param single there is only one object within the reach ({@code x-single})
 * @param reach within which objects of the same parts are the same
 */
public record Identification(List<Part> parts, boolean single, Reach reach) {

    /** A type whose objects cannot be told apart by what the spec says. */
    public static final Identification NONE = new Identification(List.of(), false, Reach.REGION);

    public Identification {
        parts = List.copyOf(parts);
    }

    /**
     * A property, or an output where the cloud gives the id.
     *
     * @param equality compares two values of it
     * @param owner the name of the type of the object that it names and that this one is a part of; empty for none
     * @param shown true when the id shows it, so that it must not be secret
     * @param distinguishes true when two objects can differ in it alone
     */
    public record Part(String property, Equality equality, String owner, boolean shown, boolean distinguishes) {}

    /** The place within which no two objects have the same identity. */
    public enum Reach {
        REGION,
        /** Bound to no region: {@code x-global}. */
        ACCOUNT,
        /** Whatever account or region: {@code x-unique}. */
        EVERYWHERE
    }

    /** The parts that tell objects apart. */
    public List<Part> distinguishing() {
        return parts.stream().filter(Part::distinguishes).toList();
    }

    /** Tells whether the spec says which object it is, and not the cloud. */
    public boolean isGivenBySpec(Shape.ObjectOf properties) {
        return isDeclared()
                && distinguishing().stream()
                        .noneMatch(part -> properties
                                .attribute(part.property())
                                .filter(Attribute::output)
                                .isPresent());
    }

    /** Tells whether anything says which object it is. */
    public boolean isDeclared() {
        return single || !parts.isEmpty();
    }
}
