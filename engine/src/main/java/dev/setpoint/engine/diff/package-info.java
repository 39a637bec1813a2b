/** Diff of desired, last applied and live values, for any resource type. */
@NullMarked
package dev.setpoint.engine.diff;

import org.jspecify.annotations.NullMarked;
