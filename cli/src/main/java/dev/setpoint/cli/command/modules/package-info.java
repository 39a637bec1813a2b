/** The commands that fetch and lock remote modules. */
@NullMarked
package dev.setpoint.cli.command.modules;

import org.jspecify.annotations.NullMarked;
