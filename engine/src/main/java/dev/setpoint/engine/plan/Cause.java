package dev.setpoint.engine.plan;

/** Why a property changes: architecture.md#three-way-diff. */
public enum Cause {
    /** The spec has changed. */
    SPEC,
    /** The live value has changed behind Setpoint's back. */
    DRIFT,
    SPEC_AND_DRIFT,
    /** The value it refers to will change, or is known after apply only. */
    REFERENCE,
    /** The object is replaced for another reason, and the new one is made as the spec says. */
    REPLACEMENT
}
