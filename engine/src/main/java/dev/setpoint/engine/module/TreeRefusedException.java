package dev.setpoint.engine.module;

import java.io.IOException;
import java.util.Optional;

/** Thrown for content of a remote module that is not written to disk. */
public final class TreeRefusedException extends IOException {

    private static final long serialVersionUID = 1;

    /** @param reason a clause about the content: {@code it has a file `../x`, which leads out} */
    public TreeRefusedException(String reason) {
        super(reason);
    }

    public String reason() {
        return Optional.ofNullable(getMessage()).orElse("it cannot be read");
    }
}
