/** The expressions of the spec language: references, interpolation and CEL. */
@NullMarked
package dev.setpoint.engine.expression;

import org.jspecify.annotations.NullMarked;
