package dev.setpoint.engine.expression.presence;

import dev.cel.common.ast.CelExpr;
import dev.setpoint.engine.expression.Paths;
import dev.setpoint.engine.schema.Shape;

/**
 * A part of an expression, ready for CEL's checker.
 *
 * @param expr the rewritten tree; of CEL type {@code optional_type(T)} exactly when the part is optional
 * @param optional true when it may have no value
 * @param open true when it has no type of its own: {@code null}, an empty list
 */
record Part(CelExpr expr, Shape shape, boolean optional, boolean open) {

    static Part of(CelExpr expr, Shape shape) {
        return new Part(expr, shape, false, false);
    }

    static Part optional(CelExpr expr, Shape shape) {
        return new Part(expr, shape, true, false);
    }

    /** A part of which nothing is known. */
    static Part any(CelExpr expr) {
        return of(expr, Paths.ANY);
    }

    Part with(CelExpr changed) {
        return new Part(changed, shape, optional, open);
    }

    Part with(Shape changed) {
        return new Part(expr, changed, optional, open);
    }
}
