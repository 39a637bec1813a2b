/** Values as CEL computes with them: read when they are asked for, so that only what is reached has to be known. */
@NullMarked
package dev.setpoint.engine.expression.cel.value;

import org.jspecify.annotations.NullMarked;
