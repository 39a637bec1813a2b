/** The laws of the whole flow, from spec text to the cloud and back. */
@NullMarked
package dev.setpoint.engine.laws;

import org.jspecify.annotations.NullMarked;
