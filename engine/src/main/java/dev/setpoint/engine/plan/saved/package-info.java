/** Saved plans: the file format, and the comparison of a saved plan with a fresh one. */
@NullMarked
package dev.setpoint.engine.plan.saved;

import org.jspecify.annotations.NullMarked;
