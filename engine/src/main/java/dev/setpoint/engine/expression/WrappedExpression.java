package dev.setpoint.engine.expression;

import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    default Optional<Set<Reference>> files() {
        return expression().files();
    }

    @Override
    default int height() {
        return expression().height();
    }
}
