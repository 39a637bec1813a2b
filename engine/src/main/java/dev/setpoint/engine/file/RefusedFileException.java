package dev.setpoint.engine.file;

import java.nio.file.FileSystemException;
import java.util.Optional;

/** Thrown for a file that is not read because it is outside the allowed folders or no regular file. */
public final class RefusedFileException extends FileSystemException {

    private static final long serialVersionUID = 1;

    private final String code;
    private final String hint;

    /** @param reason the predicate of a sentence about the file */
    public RefusedFileException(String file, String reason, String hint) {
        this("SP0244", file, reason, hint);
    }

    private RefusedFileException(String code, String file, String reason, String hint) {
        super(file, null, reason);
        this.code = code;
        this.hint = hint;
    }

    /** A file that a remote module names, and that is not its own. */
    static RefusedFileException outsideCopy(String file, String reason) {
        return new RefusedFileException(
                "SP0254", file, reason, "A remote module reads its own files; pass others to it as inputs.");
    }

    /** Returns the code of the diagnostic that it becomes. */
    public String code() {
        return code;
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
