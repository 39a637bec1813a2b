package dev.setpoint.engine.schema;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.util.Locale;
import java.util.Optional;

/**
 * A named equality of {@code x-equal}: it tells when two values mean the same to the cloud. The engine has those that
 * hold for any cloud; the others come from providers, see {@link Equalities}. Implementations hold no state, are called
 * from many threads at once, and there is one instance of each name.
 */
public interface Equality {

    /** Equality of values with the same content. */
    Equality EXACT = new Exact();

    /** Equality of texts that differ in case alone. */
    Equality CASE_INSENSITIVE = new CaseInsensitive();

    /** Equality of texts of JSON that are the same when they are parsed; a value that is no text counts as parsed. */
    Equality JSON = new JsonContent();

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

    /** {@link #EXACT}. */
    record Exact() implements Equality {
        @Override
        public boolean same(Value one, Value other) {
            return one.equals(other);
        }
    }

    /** {@link #CASE_INSENSITIVE}. */
    record CaseInsensitive() implements Equality {
        @Override
        public boolean same(Value one, Value other) {
            return one.equals(other)
                    || (one instanceof Value.Str(var first)
                            && other instanceof Value.Str(var second)
                            && first.equalsIgnoreCase(second));
        }

        @Override
        public Value canonical(Value value) {
            return value instanceof Value.Str(var text) ? Value.of(text.toLowerCase(Locale.ROOT)) : value;
        }
    }

    /** {@link #JSON}. */
    record JsonContent() implements Equality {
        @Override
        public boolean same(Value one, Value other) {
            return one.equals(other) || canonical(one).equals(canonical(other));
        }

        /** Returns what a text of JSON holds, and any other value as it is: then only its own like equals it. */
        @Override
        public Value canonical(Value value) {
            if (!(value instanceof Value.Str(var text))) {
                return value;
            }
            try {
                return Json.read(text);
            } catch (IllegalArgumentException notJson) {
                return value;
            }
        }
    }
}
