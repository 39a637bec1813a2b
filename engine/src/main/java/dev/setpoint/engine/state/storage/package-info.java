/** Storage of state, journal and lock as bytes. */
@NullMarked
package dev.setpoint.engine.state.storage;

import org.jspecify.annotations.NullMarked;
