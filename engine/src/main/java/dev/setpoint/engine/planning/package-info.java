/** Planning: compares a stack with the state and the live cloud, and returns a plan. */
@NullMarked
package dev.setpoint.engine.planning;

import org.jspecify.annotations.NullMarked;
