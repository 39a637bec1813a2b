/** Outcome of an apply or a rollback: what was done, what failed, what was skipped. */
@NullMarked
package dev.setpoint.engine.apply.outcome;

import org.jspecify.annotations.NullMarked;
