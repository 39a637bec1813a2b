/** Proofs that what was applied does what it is for. */
@NullMarked
package dev.setpoint.engine.verify;

import org.jspecify.annotations.NullMarked;
