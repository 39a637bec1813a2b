/** Environments of a stack: the files below {@code envs/}, read and checked. */
@NullMarked
package dev.setpoint.engine.check.environment;

import org.jspecify.annotations.NullMarked;
