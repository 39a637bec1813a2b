/** Expressions in a stack file: the terms, references and scopes that every stage uses. */
@NullMarked
package dev.setpoint.engine.expression;

import org.jspecify.annotations.NullMarked;
