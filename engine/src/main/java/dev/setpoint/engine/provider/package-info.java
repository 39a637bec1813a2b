/** Providers of a stack: opened on first use, with the settings that the operator gives. */
@NullMarked
package dev.setpoint.engine.provider;

import org.jspecify.annotations.NullMarked;
