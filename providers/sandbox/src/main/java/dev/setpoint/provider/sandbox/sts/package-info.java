/** Simulated STS. See behaviour.md#sts-caller. */
@NullMarked
package dev.setpoint.provider.sandbox.sts;

import org.jspecify.annotations.NullMarked;
