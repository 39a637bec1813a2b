/** Helpers of the command line's tests: runs in this process or another one, and hosts that answer them. */
@NullMarked
package dev.setpoint.cli.testing;

import org.jspecify.annotations.NullMarked;
