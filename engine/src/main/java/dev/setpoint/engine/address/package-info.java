/** How the parts of a stack are named. */
@NullMarked
package dev.setpoint.engine.address;

import org.jspecify.annotations.NullMarked;
