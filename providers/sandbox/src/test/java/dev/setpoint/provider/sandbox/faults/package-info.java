/** Whole stacks on a sandbox with faults: late visibility, throttling, refusals and timeouts. */
@NullMarked
package dev.setpoint.provider.sandbox.faults;

import org.jspecify.annotations.NullMarked;
