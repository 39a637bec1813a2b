package dev.setpoint.engine.file;

import java.nio.file.FileSystemException;

/** More than is read. */
public final class TooLargeException extends FileSystemException {

    private static final long serialVersionUID = 1;

    TooLargeException(String file, int most) {
        super(file, null, "it is larger than " + LimitedReader.size(most));
    }
}
