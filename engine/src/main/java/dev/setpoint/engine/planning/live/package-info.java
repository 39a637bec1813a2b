/** Live side of a plan: reads of the cloud, and refreshes of the state. */
@NullMarked
package dev.setpoint.engine.planning.live;

import org.jspecify.annotations.NullMarked;
