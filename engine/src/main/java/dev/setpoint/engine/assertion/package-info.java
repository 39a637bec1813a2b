/** Evaluation of assertions and of validations of inputs. */
@NullMarked
package dev.setpoint.engine.assertion;

import org.jspecify.annotations.NullMarked;
