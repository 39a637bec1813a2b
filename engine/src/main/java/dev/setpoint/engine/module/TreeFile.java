package dev.setpoint.engine.module;

/**
 * A file of a module's copy.
 *
 * @param sha256 of its content, or of the target of a link; in hexadecimal digits
 */
public record TreeFile(Kind kind, String sha256) {

    /** Kinds of files that a copy may hold. Their names are part of digests. */
    public enum Kind {
        FILE,
        EXECUTABLE,
        LINK
    }
}
