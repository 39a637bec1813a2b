package dev.setpoint.engine.assertion;

import dev.setpoint.engine.diagnostic.Diagnostic;

/** The result of evaluating a condition with the values of one moment. */
public sealed interface Verdict {

    record Holds() implements Verdict {}

    /** The condition is false, or has no value. */
    record Fails(Diagnostic diagnostic) implements Verdict {}

    /** A value that the condition reads is not known yet. */
    record Waits() implements Verdict {}
}
