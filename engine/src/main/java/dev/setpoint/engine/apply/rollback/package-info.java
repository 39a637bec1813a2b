/** Rollback: the steps of a run in reverse order, each undone where it can be. */
@NullMarked
package dev.setpoint.engine.apply.rollback;

import org.jspecify.annotations.NullMarked;
