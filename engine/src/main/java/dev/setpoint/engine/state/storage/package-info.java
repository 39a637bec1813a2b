/** Storage of state, journal and lock, wherever the bytes are kept. */
@NullMarked
package dev.setpoint.engine.state.storage;

import org.jspecify.annotations.NullMarked;
