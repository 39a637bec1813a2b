package dev.setpoint.engine.schema;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.util.Locale;

/** Equalities that hold for any cloud. */
public enum CommonEquality implements Equality {
    /** Equality of values with the same content. */
    EXACT {
        @Override
        public boolean same(Value one, Value other) {
            return one.equals(other);
        }
    },

    /** Equality of texts that differ in case alone. */
    CASE_INSENSITIVE {
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
    },

    /** Equality of texts of JSON that are the same when they are parsed; a value that is no text counts as parsed. */
    JSON {
        @Override
        public boolean same(Value one, Value other) {
            return one.equals(other) || canonical(one).equals(canonical(other));
        }

        // The value of a JSON text, and any other value unchanged: that equals only itself.
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
