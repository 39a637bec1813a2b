package dev.setpoint.engine.expression;

import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Text between <code>${</code> and <code>}</code>. */
public interface Expression {

    String source();

    Set<Reference> references();

    /**
     * This expression ready to run, with its static type.
     *
     * @param complaints gets what is wrong with it; offsets count from the start of {@link #source()}
     */
    Typed type(TypeScope scope, List<Complaint> complaints);

    /** The facts that follow where the result is true. */
    default Condition condition() {
        return Condition.NONE;
    }

    /** Everything that the paths of files are made of, which it reads; empty when it reads no file. */
    default Optional<Set<Reference>> files() {
        return Optional.empty();
    }

    /** Nodes on the longest way from its root to a leaf: how deep an evaluation goes. */
    int height();

    /**
     * @param budget pays for the evaluation
     * @throws EvaluationException when it has no value
     */
    Value evaluate(Scope scope, Budget budget);

    /**
     * A checked expression.
     *
     * @param optional true when it may have no value: then it gives {@link Value.Null}, and its place is left out
     */
    record Typed(Expression expression, Shape shape, boolean optional) {

        /** Creates an expression that always has a value. */
        public Typed(Expression expression, Shape shape) {
            this(expression, shape, false);
        }
    }
}
