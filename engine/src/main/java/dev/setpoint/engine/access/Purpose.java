package dev.setpoint.engine.access;

/** What a caller is to do with a stack. */
public enum Purpose {
    PLAN,
    APPLY,
    DESTROY
}
