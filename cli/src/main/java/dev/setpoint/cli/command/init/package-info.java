/** The command that writes a new stack from an example. */
@NullMarked
package dev.setpoint.cli.command.init;

import org.jspecify.annotations.NullMarked;
