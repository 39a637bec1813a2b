/** Inputs of a stack: their declarations and the values bound to them. */
@NullMarked
package dev.setpoint.engine.check.input;

import org.jspecify.annotations.NullMarked;
