/** Evaluation of the conditions of a spec: assertions, and validations of inputs. */
@NullMarked
package dev.setpoint.engine.condition;

import org.jspecify.annotations.NullMarked;
