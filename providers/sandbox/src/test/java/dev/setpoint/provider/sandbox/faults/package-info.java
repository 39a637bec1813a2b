/** Whole stacks on a sandbox where things go wrong: late visibility, throttling, refusals, and processes cut short. */
@NullMarked
package dev.setpoint.provider.sandbox.faults;

import org.jspecify.annotations.NullMarked;
