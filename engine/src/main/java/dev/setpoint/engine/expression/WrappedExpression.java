package dev.setpoint.engine.expression;

import java.util.List;

/** A typed expression that differs from another in what its names stand for, and in nothing else. */
interface WrappedExpression extends Expression {

    /** Returns the expression inside. */
    Expression expression();

    @Override
    default String source() {
        return expression().source();
    }

    @Override
    default Typed type(TypeScope scope, List<Complaint> complaints) {
        return expression().type(scope, complaints);
    }

    @Override
    default int height() {
        return expression().height();
    }
}
