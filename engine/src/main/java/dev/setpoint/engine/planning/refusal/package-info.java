/** Problems that block a change or the whole plan. */
@NullMarked
package dev.setpoint.engine.planning.refusal;

import org.jspecify.annotations.NullMarked;
