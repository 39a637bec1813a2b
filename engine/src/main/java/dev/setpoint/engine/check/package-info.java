/** Check: turns a parsed document into a checked stack. */
@NullMarked
package dev.setpoint.engine.check;

import org.jspecify.annotations.NullMarked;
