/** Text formats of state, journal, lock and notes. */
@NullMarked
package dev.setpoint.engine.state.format;

import org.jspecify.annotations.NullMarked;
