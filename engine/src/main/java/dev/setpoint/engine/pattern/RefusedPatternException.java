package dev.setpoint.engine.pattern;

import java.util.Optional;

/** A text that is no pattern, or one that would cost too much; its message is the reason, for the end of a sentence. */
public final class RefusedPatternException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    RefusedPatternException(String reason) {
        super(reason);
    }

    /** The reason, without a full stop. */
    public String reason() {
        return Optional.ofNullable(getMessage()).orElse("it cannot be read");
    }
}
