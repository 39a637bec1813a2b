/** Modules: their files, and the calls of them. */
@NullMarked
package dev.setpoint.engine.check.module;

import org.jspecify.annotations.NullMarked;
