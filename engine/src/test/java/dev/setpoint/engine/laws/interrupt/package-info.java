/** Runs that are stopped, cut short, or cannot write. */
@NullMarked
package dev.setpoint.engine.laws.interrupt;

import org.jspecify.annotations.NullMarked;
