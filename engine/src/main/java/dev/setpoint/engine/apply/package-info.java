/** Apply: carries out a plan, and rolls it back where that was asked for. */
@NullMarked
package dev.setpoint.engine.apply;

import org.jspecify.annotations.NullMarked;
