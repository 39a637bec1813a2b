/** CEL expressions: parsing, type-checking and evaluation. Loaded for the first expression that needs it. */
@NullMarked
package dev.setpoint.engine.expression.cel;

import org.jspecify.annotations.NullMarked;
