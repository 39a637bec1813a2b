/** Limits that the operator sets on what a spec may reach and read. */
@NullMarked
package dev.setpoint.engine.operator;

import org.jspecify.annotations.NullMarked;
