/** Entry point of the command line. */
@NullMarked
package dev.setpoint.cli;

import org.jspecify.annotations.NullMarked;
