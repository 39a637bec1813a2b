/** What would be done to the cloud, and why. */
@NullMarked
package dev.setpoint.engine.plan;

import org.jspecify.annotations.NullMarked;
