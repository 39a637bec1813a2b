/** Progress events of a run, and its cancellation. */
@NullMarked
package dev.setpoint.engine.progress;

import org.jspecify.annotations.NullMarked;
