package dev.setpoint.provider.sandbox.store;

/** The sandbox's file cannot be used: newer format, damage, or a disk that refuses. The message is for a person. */
public final class SandboxFileException extends RuntimeException {

    private static final long serialVersionUID = 1;

    SandboxFileException(String message) {
        super(message);
    }

    SandboxFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
