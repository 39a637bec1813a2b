/** Checks of a plan before it is shown: prerequisites, pre-flight, permissions and provider rules. */
@NullMarked
package dev.setpoint.engine.planning.check;

import org.jspecify.annotations.NullMarked;
