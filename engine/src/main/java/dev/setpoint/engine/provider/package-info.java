/** Providers of a stack, opened on first use with the operator's settings. */
@NullMarked
package dev.setpoint.engine.provider;

import org.jspecify.annotations.NullMarked;
