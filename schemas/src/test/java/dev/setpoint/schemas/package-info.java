/** Keeps the schemas strict, complete and in step with each other, and makes the one that editors use. */
@NullMarked
package dev.setpoint.schemas;

import org.jspecify.annotations.NullMarked;
