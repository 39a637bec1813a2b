package dev.setpoint.provider.sandbox.store;

/** The sandbox's file cannot be used: newer format, damage, or a disk that refuses. Message and hint are for a person. */
public final class SandboxFileException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String hint;

    SandboxFileException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    SandboxFileException(String message, String hint, Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    /** The way back. */
    public String hint() {
        return hint;
    }
}
