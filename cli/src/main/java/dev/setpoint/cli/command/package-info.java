/** Commands: each parses options, calls the engine, and hands the result to a renderer. */
@NullMarked
package dev.setpoint.cli.command;

import org.jspecify.annotations.NullMarked;
