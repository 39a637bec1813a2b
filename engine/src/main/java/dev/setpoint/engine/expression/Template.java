package dev.setpoint.engine.expression;

import dev.setpoint.engine.value.Value;
import java.util.Set;

/** A scalar that holds at least one <code>${…}</code>; parsed, and its references checked. */
public interface Template {

    /** The scalar as written. */
    String source();

    Set<Reference> references();

    /** Everything that the paths of the files that it reads are made of. */
    default Set<Reference> fileArguments() {
        return Set.of();
    }

    /** Tells whether it reads files. */
    default boolean readsFiles() {
        return false;
    }

    /**
     * Its value; {@link Value.Unknown} when something it needs is not known yet, {@link Value.Secret}
     * when something it needs is secret.
     *
     * @throws EvaluationException when it has no value: a missing map key, a division by zero
     */
    Value evaluate(Scope scope);
}
