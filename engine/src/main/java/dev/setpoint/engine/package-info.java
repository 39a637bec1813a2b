/** The flow from a spec to an outcome: {@link dev.setpoint.engine.Engine} is its top. */
@NullMarked
package dev.setpoint.engine;

import org.jspecify.annotations.NullMarked;
