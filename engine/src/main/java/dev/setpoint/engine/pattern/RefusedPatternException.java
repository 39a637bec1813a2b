package dev.setpoint.engine.pattern;

import java.util.Optional;

/**
 * Thrown for a text that is no pattern, or whose matching would cost too much. The message is the reason, as the end
 * of a sentence.
 */
public final class RefusedPatternException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    RefusedPatternException(String reason) {
        super(reason);
    }

    /** Returns the reason, without a full stop. */
    public String reason() {
        return Optional.ofNullable(getMessage()).orElse("it cannot be read");
    }
}
