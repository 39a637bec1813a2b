package dev.setpoint.engine.plan;

/** The cause of a property change. */
public enum Cause {
    /** The spec has changed. */
    SPEC,
    /** The live value was changed outside Setpoint. */
    DRIFT,
    SPEC_AND_DRIFT,
    /** The value that it refers to will change, or is known only after apply. */
    REFERENCE,
    /** The object is replaced for another reason, and the new one gets this value of the spec. */
    REPLACEMENT
}
