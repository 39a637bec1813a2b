/** Assertions of a spec as it is read, and validations of inputs. */
@NullMarked
package dev.setpoint.engine.check.assertion;

import org.jspecify.annotations.NullMarked;
