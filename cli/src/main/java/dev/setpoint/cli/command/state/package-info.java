/** Commands below {@code setpoint state}. */
@NullMarked
package dev.setpoint.cli.command.state;

import org.jspecify.annotations.NullMarked;
