/** Storage in a local folder, with a file lock. */
@NullMarked
package dev.setpoint.engine.state.storage.folder;

import org.jspecify.annotations.NullMarked;
