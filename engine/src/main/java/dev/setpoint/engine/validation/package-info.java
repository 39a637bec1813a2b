/** Validation of values against JSON Schema, and the sentences that describe violations. */
@NullMarked
package dev.setpoint.engine.validation;

import org.jspecify.annotations.NullMarked;
