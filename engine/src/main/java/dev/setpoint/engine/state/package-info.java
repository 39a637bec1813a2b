/** State of a stack, and the journal entries that change it. */
@NullMarked
package dev.setpoint.engine.state;

import org.jspecify.annotations.NullMarked;
