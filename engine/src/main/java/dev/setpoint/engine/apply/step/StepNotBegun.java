package dev.setpoint.engine.apply.step;

/** Thrown by a step that the user stopped before it changed anything. */
public final class StepNotBegun extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StepNotBegun() {
        super("The run was stopped before this change began.");
    }

    public StepNotBegun(RuntimeException cause) {
        super(cause);
    }
}
