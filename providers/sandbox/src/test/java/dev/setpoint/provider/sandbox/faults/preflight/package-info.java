/** Problems that Setpoint reports before the first change. */
@NullMarked
package dev.setpoint.provider.sandbox.faults.preflight;

import org.jspecify.annotations.NullMarked;
