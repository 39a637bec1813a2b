package dev.setpoint.provider.aws.limit;

import dev.setpoint.engine.value.Value;
import java.math.BigDecimal;
import java.util.Optional;

/** Numbers in properties, however large. */
final class Numbers {

    private Numbers() {}

    /** The number under this name; empty when there is none, or it is not known yet. */
    static Optional<BigDecimal> of(Value.Map map, String name) {
        return map.get(name).flatMap(Numbers::of);
    }

    static Optional<BigDecimal> of(Value value) {
        return value instanceof Value.Num(var number) ? Optional.of(number) : Optional.empty();
    }
}
