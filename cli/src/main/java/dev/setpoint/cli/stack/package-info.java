/** Stack files and their workspace: the spec, its state and the engine. */
@NullMarked
package dev.setpoint.cli.stack;

import org.jspecify.annotations.NullMarked;
