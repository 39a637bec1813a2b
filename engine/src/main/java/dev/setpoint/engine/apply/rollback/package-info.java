/** Rollback: undoes the steps of a run in reverse order, where that is possible. */
@NullMarked
package dev.setpoint.engine.apply.rollback;

import org.jspecify.annotations.NullMarked;
