/** Whole processes that are interrupted, killed, or compete for one stack. */
@NullMarked
package dev.setpoint.cli.process;

import org.jspecify.annotations.NullMarked;
