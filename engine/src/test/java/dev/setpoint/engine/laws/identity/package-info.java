/** Objects and the addresses that hold them. */
@NullMarked
package dev.setpoint.engine.laws.identity;

import org.jspecify.annotations.NullMarked;
