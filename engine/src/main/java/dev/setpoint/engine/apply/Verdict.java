package dev.setpoint.engine.apply;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;

/** How a step ended. */
sealed interface Verdict {

    record Done() implements Verdict {}

    record Failed(Diagnostic diagnostic) implements Verdict {}

    /** Not ended when the user asked to stop waiting. */
    record Running() implements Verdict {}

    /** @param because the address that failed */
    record Skipped(Address because) implements Verdict {}

    /** Not begun when the user asked to stop, or waiting for such a one. */
    record Left() implements Verdict {}
}
