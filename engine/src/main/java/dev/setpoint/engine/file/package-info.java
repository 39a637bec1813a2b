/** Files that Setpoint reads and writes: size limits, crash-safe writes, owner-only permissions and links. */
@NullMarked
package dev.setpoint.engine.file;

import org.jspecify.annotations.NullMarked;
