package dev.setpoint.engine.file;

import java.nio.file.FileSystemException;
import java.util.Optional;

/** Thrown for a file that is not read because it is outside the allowed folders or no regular file. */
public final class RefusedFileException extends FileSystemException {

    private static final long serialVersionUID = 1;

    private final String hint;

    /** @param reason the predicate of a sentence about the file */
    public RefusedFileException(String file, String reason, String hint) {
        super(file, null, reason);
        this.hint = hint;
    }

    /** Returns the predicate of a sentence about the file: {@code lies outside the repository `/home/me/shop`}. */
    public String predicate() {
        return Optional.ofNullable(getReason()).orElse("is not read");
    }

    /** Returns a way that works instead. */
    public String hint() {
        return hint;
    }
}
