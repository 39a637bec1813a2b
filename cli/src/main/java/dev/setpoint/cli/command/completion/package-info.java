/** The command that prints scripts for completion in shells. */
@NullMarked
package dev.setpoint.cli.command.completion;

import org.jspecify.annotations.NullMarked;
