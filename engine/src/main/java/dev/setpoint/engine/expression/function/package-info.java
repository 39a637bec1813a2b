/** The functions that expressions may call, as data: for documents, hints and reserved names. Loads nothing of CEL. */
@NullMarked
package dev.setpoint.engine.expression.function;

import org.jspecify.annotations.NullMarked;
