package dev.setpoint.engine.module.fetch;

import dev.setpoint.engine.diagnostic.Diagnostic;
import java.io.IOException;

/** Thrown when a remote module cannot be fetched, or may not be. */
final class FetchException extends IOException {

    private static final long serialVersionUID = 1;

    private final transient Diagnostic diagnostic;

    FetchException(Diagnostic diagnostic) {
        super(diagnostic.message());
        this.diagnostic = diagnostic;
    }

    /** A failure of the network, the server or the connection to it. */
    static FetchException failed(String sentence, String hint) {
        return new FetchException(Diagnostic.error("SP0256", sentence).hint(hint));
    }

    Diagnostic diagnostic() {
        return diagnostic;
    }
}
