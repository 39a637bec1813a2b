/** The command that prints the reference. */
@NullMarked
package dev.setpoint.cli.command.docs;

import org.jspecify.annotations.NullMarked;
