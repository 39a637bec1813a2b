package dev.setpoint.engine.apply.step;

import dev.setpoint.engine.diagnostic.Diagnostic;

/** Thrown by a step that fails, with the diagnostic for the user. */
public final class StepFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Diagnostic diagnostic;

    public StepFailure(Diagnostic diagnostic) {
        super(diagnostic.message());
        this.diagnostic = diagnostic;
    }

    public Diagnostic diagnostic() {
        return diagnostic;
    }
}
