/** Plans and changes, as plain data. */
@NullMarked
package dev.setpoint.engine.plan;

import org.jspecify.annotations.NullMarked;
