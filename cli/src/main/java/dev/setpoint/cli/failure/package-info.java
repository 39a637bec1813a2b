/** Failures of the process itself: usage errors, unexpected errors and results that cannot be written. */
@NullMarked
package dev.setpoint.cli.failure;

import org.jspecify.annotations.NullMarked;
