/** Desired side of a plan: evaluated properties, data sources and outputs. */
@NullMarked
package dev.setpoint.engine.planning.desired;

import org.jspecify.annotations.NullMarked;
