/** The command that evaluates expressions. */
@NullMarked
package dev.setpoint.cli.command.eval;

import org.jspecify.annotations.NullMarked;
