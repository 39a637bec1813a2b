/** One run of apply: what its steps share, and what they check before they change an object. */
@NullMarked
package dev.setpoint.engine.apply.run;

import org.jspecify.annotations.NullMarked;
