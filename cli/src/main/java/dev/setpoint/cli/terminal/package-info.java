/** Terminal: output streams, progress display, prompts and exit codes. */
@NullMarked
package dev.setpoint.cli.terminal;

import org.jspecify.annotations.NullMarked;
