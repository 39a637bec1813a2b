/** Verification: checks that applied resources work as intended. */
@NullMarked
package dev.setpoint.engine.verify;

import org.jspecify.annotations.NullMarked;
