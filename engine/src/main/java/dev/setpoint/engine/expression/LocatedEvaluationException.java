package dev.setpoint.engine.expression;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Span;

/** An expression of the spec that has no value, with its place. */
public final class LocatedEvaluationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String source;
    private final transient Diagnostic diagnostic;

    LocatedEvaluationException(EvaluationException failure, String source, Span span) {
        super(failure.text());
        this.source = source;
        this.diagnostic = Diagnostic.error(failure.code(), span, "`" + source + "` has no value: " + failure.text());
    }

    /** The scalar that holds the expression, as it is written. */
    public String source() {
        return source;
    }

    public Diagnostic diagnostic() {
        return diagnostic;
    }
}
