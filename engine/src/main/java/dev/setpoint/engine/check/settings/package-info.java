/** Settings in a stack file: backend, encryption and provider blocks. */
@NullMarked
package dev.setpoint.engine.check.settings;

import org.jspecify.annotations.NullMarked;
