package dev.setpoint.provider.sandbox.world;

import java.util.function.Predicate;

/**
 * Caller of an operation.
 *
 * @param secure whether over TLS
 * @param may whether the caller's own policies allow an action
 */
public record Caller(boolean secure, Predicate<String> may) {}
