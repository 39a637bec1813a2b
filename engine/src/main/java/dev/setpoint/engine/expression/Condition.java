package dev.setpoint.engine.expression;

import java.util.Set;

/**
 * A condition as far as its form tells what follows from it. Nothing is computed: two conditions are alike when they are
 * written alike.
 *
 * @param conjuncts the texts of what must hold, negated ones with {@code !} in front
 * @param present paths that have a value where the condition holds: {@code inputs.logging.bucket}
 */
public record Condition(Set<String> conjuncts, Set<String> present) {

    /** A condition from which nothing follows. */
    public static final Condition NONE = new Condition(Set.of(), Set.of());

    /** Returns true when the other condition holds wherever this one does. */
    public boolean implies(Condition other) {
        return !other.conjuncts.isEmpty() && conjuncts.containsAll(other.conjuncts);
    }
}
