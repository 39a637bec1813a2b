package dev.setpoint.engine.file;

import java.nio.file.FileSystemException;

/** Thrown for a file that exceeds its size limit. */
public final class TooLargeException extends FileSystemException {

    private static final long serialVersionUID = 1;

    TooLargeException(String file, int most) {
        super(file, null, "it is larger than " + LimitedReader.size(most));
    }
}
