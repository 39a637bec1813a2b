package dev.setpoint.engine.expression;

import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Set;

/** What stands between <code>${</code> and <code>}</code>. */
interface Expression {

    String source();

    Set<Reference> references();

    /**
     * This expression ready to run, with its static type.
     *
     * @param complaints gets what is wrong with it; offsets count from the start of {@link #source()}
     */
    Typed type(TypeScope scope, List<Complaint> complaints);

    /** @throws EvaluationException when it has no value */
    Value evaluate(Scope scope);

    record Typed(Expression expression, Shape shape) {}
}
