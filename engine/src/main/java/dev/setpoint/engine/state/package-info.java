/** What Setpoint last did, kept safe between runs. */
@NullMarked
package dev.setpoint.engine.state;

import org.jspecify.annotations.NullMarked;
