/** Apply: carries out a plan, and rolls it back on failure when asked to. */
@NullMarked
package dev.setpoint.engine.apply;

import org.jspecify.annotations.NullMarked;
