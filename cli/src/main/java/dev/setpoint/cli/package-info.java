/** The command line: parses options, calls the engine, hands the result to a renderer, returns an exit code. */
@NullMarked
package dev.setpoint.cli;

import org.jspecify.annotations.NullMarked;
