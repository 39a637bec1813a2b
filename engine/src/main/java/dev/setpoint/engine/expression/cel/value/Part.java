package dev.setpoint.engine.expression.cel.value;

import dev.cel.common.values.NullValue;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Value;
import java.util.Optional;
import java.util.function.Supplier;

/** An element of a list or an entry of a map, which need not be known before somebody reads it. */
public sealed interface Part {

    /**
     * A value of the spec, converted when it is read.
     *
     * @param declared true when it is known whether there is a value even before the value is known
     */
    record Specified(Supplier<Value> value, Shape shape, boolean declared, CelReading reading) implements Part {

        /** Creates a value of the cloud, or of a list. */
        public Specified(Supplier<Value> value, Shape shape, CelReading reading) {
            this(value, shape, false, reading);
        }
    }

    /** A value that CEL has computed. */
    record Computed(Object value) implements Part {}

    /** The value as CEL computes with it. Leaves the evaluation when it is not known yet. */
    default Object read() {
        return switch (this) {
            case Specified(var value, var shape, var _, var reading) -> reading.of(value, shape);
            case Computed(var value) -> value;
        };
    }

    /** The value with all that is not known, or secret, in it. */
    default Value plain() {
        return switch (this) {
            case Specified(var value, var _, var _, var _) -> value.get();
            case Computed(var value) ->
                CelValues.fromCel(value, CelReading.here().budget());
        };
    }

    /** Tells whether there is nothing: a null or an optional without a value. */
    default boolean isAbsent() {
        return switch (this) {
            case Specified(var value, var _, var _, var _) -> value.get().revealed() instanceof Value.Null;
            case Computed(var value) ->
                value instanceof NullValue || (value instanceof Optional<?> optional && optional.isEmpty());
        };
    }

    /** Tells whether reading it leaves the evaluation. */
    default boolean isUnknown() {
        return this instanceof Specified(var value, var _, var _, var _)
                && (value.get().revealed() instanceof Value.Unknown
                        || value.get().revealed() instanceof Value.Redacted);
    }

    /** Tells whether there is a value that is not known yet. */
    default boolean isDeclaredPresent() {
        return this instanceof Specified part
                && part.declared()
                && part.reading().plain(part.value()) instanceof Value.Unknown unknown
                && !unknown.mayBeAbsent();
    }

    /** Leaves the evaluation when it is not known whether there is a value. */
    default void requireKnownPresence() {
        if (this instanceof Specified part
                && part.value().get() instanceof Value.Unknown unknown
                && unknown.mayBeAbsent()) {
            throw part.reading().interrupted(unknown);
        }
    }
}
