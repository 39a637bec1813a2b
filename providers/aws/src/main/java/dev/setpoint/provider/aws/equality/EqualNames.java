package dev.setpoint.provider.aws.equality;

import dev.setpoint.engine.schema.Equality;
import dev.setpoint.engine.value.Value;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/**
 * Equality of texts that name one thing in several ways.
 *
 * @param names compares two of them
 * @param plain gives the shortest name
 */
record EqualNames(BiPredicate<String, String> names, UnaryOperator<String> plain) implements Equality {

    @Override
    public boolean same(Value one, Value other) {
        return one.equals(other)
                || (one instanceof Value.Str(var first)
                        && other instanceof Value.Str(var second)
                        && names.test(first, second));
    }

    @Override
    public Value canonical(Value value) {
        return value instanceof Value.Str(var text) ? Value.of(plain.apply(text)) : value;
    }
}
