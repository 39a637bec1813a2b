package dev.setpoint.engine.expression.presence;

import dev.cel.common.ast.CelExpr;
import dev.setpoint.engine.expression.Condition;
import dev.setpoint.engine.schema.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The surroundings of a part of an expression: the variables of loops, and what the conditions tell.
 *
 * @param variables by name
 */
record Surroundings(Map<String, Variable> variables, Facts facts) {

    /** Surroundings without loops. */
    static Surroundings of(Condition given) {
        return new Surroundings(Map.of(), Facts.of(given));
    }

    /**
     * A variable of a loop.
     *
     * @param optional true when CEL has it as {@code optional_type(T)}
     * @param open true when its type is not known yet
     */
    record Variable(Shape shape, boolean optional, boolean open) {

        static Variable of(Shape shape) {
            return new Variable(shape, false, false);
        }

        static Variable of(Part part) {
            return new Variable(part.shape(), part.optional(), part.open());
        }
    }

    Optional<Variable> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    Surroundings with(Map<String, Variable> inner) {
        var all = new HashMap<>(variables);
        all.putAll(inner);
        List<String> names = new ArrayList<>(inner.keySet());
        return new Surroundings(all, facts.hiding(names));
    }

    Surroundings when(CelExpr condition, boolean result) {
        return new Surroundings(variables, facts.when(condition, result));
    }
}
