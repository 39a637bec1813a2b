/** Sources of modules: their grammar, the lock file, and the local copies of remote modules. */
@NullMarked
package dev.setpoint.engine.module;

import org.jspecify.annotations.NullMarked;
