package dev.setpoint.engine.apply;

/** The end of a step that the user stopped before it changed anything. */
final class NotBegun extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotBegun() {
        super("The run was stopped before this change began.");
    }

    NotBegun(RuntimeException cause) {
        super(cause);
    }
}
