/** Runs that a crash, a cancellation or a change from outside interrupts. */
@NullMarked
package dev.setpoint.provider.sandbox.faults.crash;

import org.jspecify.annotations.NullMarked;
