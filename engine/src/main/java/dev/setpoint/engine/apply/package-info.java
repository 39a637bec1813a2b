/** Carries out a plan: schedules its changes, journals them, reports the outcome. */
@NullMarked
package dev.setpoint.engine.apply;

import org.jspecify.annotations.NullMarked;
