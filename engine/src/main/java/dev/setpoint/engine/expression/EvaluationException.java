package dev.setpoint.engine.expression;

/** An expression that has no value; its message is a sentence for a person. */
public final class EvaluationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String code;

    public EvaluationException(String message) {
        this("SP0310", message);
    }

    /** @param code of the diagnostic that it becomes */
    public EvaluationException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** The code of the diagnostic that it becomes. */
    public String code() {
        return code;
    }

    /** The sentence, never null. */
    public String text() {
        return java.util.Optional.ofNullable(getMessage()).orElse("It has no value.");
    }
}
