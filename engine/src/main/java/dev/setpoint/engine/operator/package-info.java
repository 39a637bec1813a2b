/** The operator's word on what a spec may reach and read, which comes from outside the spec. */
@NullMarked
package dev.setpoint.engine.operator;

import org.jspecify.annotations.NullMarked;
