/** Terms: values and expressions of a stack file, parsed and typed against schemas. */
@NullMarked
package dev.setpoint.engine.check.term;

import org.jspecify.annotations.NullMarked;
