package dev.setpoint.engine.apply.step;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;

/** The result of a step. */
public sealed interface StepResult {

    record Done() implements StepResult {}

    record Failed(Diagnostic diagnostic) implements StepResult {}

    /** Still running when the user asked to stop waiting. */
    record Running() implements StepResult {}

    /** @param because the address that failed */
    record Skipped(Address because) implements StepResult {}

    /** Not started when the user asked to stop, or waiting for such a step. */
    record NotStarted() implements StepResult {}
}
