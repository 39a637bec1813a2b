/** Decisions about single resources: create, update, replace or leave unchanged. */
@NullMarked
package dev.setpoint.engine.planning.decide;

import org.jspecify.annotations.NullMarked;
