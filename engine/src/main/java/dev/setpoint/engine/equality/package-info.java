/** When two values mean the same: the named equalities of {@code x-equal}. */
@NullMarked
package dev.setpoint.engine.equality;

import org.jspecify.annotations.NullMarked;
