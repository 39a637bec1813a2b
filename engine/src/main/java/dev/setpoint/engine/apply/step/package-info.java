/** Steps of an apply, their order, and the scheduler that runs them. */
@NullMarked
package dev.setpoint.engine.apply.step;

import org.jspecify.annotations.NullMarked;
