/** Recovery after an interrupted run, before anything is planned. */
@NullMarked
package dev.setpoint.engine.apply.recovery;

import org.jspecify.annotations.NullMarked;
