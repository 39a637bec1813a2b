package dev.setpoint.engine.apply;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;

/** How a step ended. */
sealed interface Verdict {

    record Done() implements Verdict {}

    record Failed(Diagnostic diagnostic) implements Verdict {}

    /** Not ended when the user asked to stop waiting. */
    record Running() implements Verdict {}

    /** @param because the address that failed, or was not begun when the user asked to stop */
    record Skipped(Address because) implements Verdict {}
}
