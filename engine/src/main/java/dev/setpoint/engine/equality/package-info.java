/** Keys by which two blocks or states are found to mean one object. */
@NullMarked
package dev.setpoint.engine.equality;

import org.jspecify.annotations.NullMarked;
