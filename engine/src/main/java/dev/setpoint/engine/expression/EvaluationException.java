package dev.setpoint.engine.expression;

/** An expression that has no value; its message is a sentence for a person. */
public final class EvaluationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public EvaluationException(String message) {
        super(message);
    }

    /** The sentence, never null. */
    public String text() {
        return java.util.Optional.ofNullable(getMessage()).orElse("It has no value.");
    }
}
