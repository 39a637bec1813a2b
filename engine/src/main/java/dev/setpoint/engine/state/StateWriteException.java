package dev.setpoint.engine.state;

import dev.setpoint.engine.diagnostic.Diagnostic;

/** Thrown when the state or journal cannot be written. No more changes may start. */
public final class StateWriteException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Diagnostic diagnostic;

    public StateWriteException(Diagnostic diagnostic, Throwable cause) {
        super(diagnostic.message(), cause);
        this.diagnostic = diagnostic;
    }

    public StateWriteException(Diagnostic diagnostic) {
        super(diagnostic.message());
        this.diagnostic = diagnostic;
    }

    public Diagnostic diagnostic() {
        return diagnostic;
    }
}
