/** A stack whose spec has passed every check, with its inputs bound. */
@NullMarked
package dev.setpoint.engine.stack;

import org.jspecify.annotations.NullMarked;
