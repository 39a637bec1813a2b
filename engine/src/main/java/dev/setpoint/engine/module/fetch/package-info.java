/** Fetches remote modules, which are untrusted input: git repositories and archives. */
@NullMarked
package dev.setpoint.engine.module.fetch;

import org.jspecify.annotations.NullMarked;
