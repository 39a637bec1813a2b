/** The files that Setpoint writes: whole after a crash, for their owner alone, and where a link leads. */
@NullMarked
package dev.setpoint.engine.file;

import org.jspecify.annotations.NullMarked;
