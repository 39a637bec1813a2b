package dev.setpoint.engine.apply.step;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;

/** How a step ended. */
public sealed interface StepResult {

    record Done() implements StepResult {}

    record Failed(Diagnostic diagnostic) implements StepResult {}

    /** Not ended when the user asked to stop waiting. */
    record Running() implements StepResult {}

    /** @param because the address that failed */
    record Skipped(Address because) implements StepResult {}

    /** Not begun when the user asked to stop, or waiting for such a one. */
    record NotStarted() implements StepResult {}
}
