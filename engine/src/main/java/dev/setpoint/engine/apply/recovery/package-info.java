/** Recovery after a run that was cut short, before anything is planned. */
@NullMarked
package dev.setpoint.engine.apply.recovery;

import org.jspecify.annotations.NullMarked;
