/** Functions that expressions may call, as CEL declares and runs them. */
@NullMarked
package dev.setpoint.engine.expression.cel.function;

import org.jspecify.annotations.NullMarked;
