/** Live side of a plan: reads of the cloud, and what a refresh learns from them. */
@NullMarked
package dev.setpoint.engine.planning.live;

import org.jspecify.annotations.NullMarked;
