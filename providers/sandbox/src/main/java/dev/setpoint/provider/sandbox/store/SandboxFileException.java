package dev.setpoint.provider.sandbox.store;

/**
 * Error about a sandbox file that cannot be used: newer format, damage, or a disk error. Message and hint are shown to
 * the user.
 */
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

    /** Returns the sentence that says how to repair it. */
    public String hint() {
        return hint;
    }
}
