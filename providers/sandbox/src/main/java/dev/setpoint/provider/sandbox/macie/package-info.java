/** Simulated Macie. See behaviour.md#macie-session. */
@NullMarked
package dev.setpoint.provider.sandbox.macie;

import org.jspecify.annotations.NullMarked;
