/** Parser of text that contains expressions. */
@NullMarked
package dev.setpoint.engine.expression.template;

import org.jspecify.annotations.NullMarked;
