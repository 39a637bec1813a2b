/** Conditions of a spec as it is read: assertions, and validations of inputs. */
@NullMarked
package dev.setpoint.engine.check.condition;

import org.jspecify.annotations.NullMarked;
