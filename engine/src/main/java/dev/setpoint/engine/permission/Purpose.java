package dev.setpoint.engine.permission;

/** The use of a stack that permissions are computed for. */
public enum Purpose {
    PLAN,
    APPLY,
    DESTROY
}
