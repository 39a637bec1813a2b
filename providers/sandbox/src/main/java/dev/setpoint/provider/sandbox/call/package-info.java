/** Calls on their way to a simulated service: latency, faults, denial and the call log. */
@NullMarked
package dev.setpoint.provider.sandbox.call;

import org.jspecify.annotations.NullMarked;
