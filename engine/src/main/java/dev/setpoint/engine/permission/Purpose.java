package dev.setpoint.engine.permission;

/** An operation on a stack that a caller needs permissions for. */
public enum Purpose {
    PLAN,
    APPLY,
    DESTROY
}
