package dev.setpoint.engine.file;

import java.nio.file.FileSystemException;
import java.util.Optional;

/** A file that is there or may be, and is not read: it lies outside, or it is no file to read. */
public final class RefusedFileException extends FileSystemException {

    private static final long serialVersionUID = 1;

    private final String hint;

    /** @param reason the predicate of a sentence about the file */
    public RefusedFileException(String file, String reason, String hint) {
        super(file, null, reason);
        this.hint = hint;
    }

    /** The predicate of a sentence about the file: {@code lies outside the repository `/home/me/shop`}. */
    public String predicate() {
        return Optional.ofNullable(getReason()).orElse("is not read");
    }

    /** Something that works when followed. */
    public String hint() {
        return hint;
    }
}
