package dev.setpoint.engine.schema;

import dev.setpoint.engine.value.Value;
import java.util.Optional;

/**
 * A named equality of {@code x-equal}: it tells when two values mean the same to the cloud. {@link CommonEquality}
 * has those that hold for any cloud; the others come from providers, see {@link Equalities}. Implementations hold no state, are called
 * from many threads at once, and there is one instance of each name.
 */
public interface Equality {

    /** Tells if two known, revealed values mean the same. Symmetric and reflexive. */
    boolean same(Value one, Value other);

    /**
     * Returns one value for all that mean the same, for look-ups by what is meant.
     *
     * @param value revealed; what is not known yet stays as it is
     */
    default Value canonical(Value value) {
        return value;
    }

    /** Returns a value with everything in one order that has no order by this equality, for digests of objects. */
    default Value ordered(Value value) {
        return value;
    }

    /** Returns the word for documents that may be maps or texts of JSON, such as {@code policy}; empty for other values. */
    default Optional<String> document() {
        return Optional.empty();
    }

    /** Notes the differences between the sides; by default that of the whole value. */
    default void compare(Comparison comparison) {
        comparison.whole();
    }
}
