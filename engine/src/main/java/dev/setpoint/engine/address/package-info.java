/** Addresses of the parts of a stack, and names of their types. */
@NullMarked
package dev.setpoint.engine.address;

import org.jspecify.annotations.NullMarked;
