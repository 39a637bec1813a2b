/** The engine: the whole flow from spec text to outcome, one call for each stage. */
@NullMarked
package dev.setpoint.engine;

import org.jspecify.annotations.NullMarked;
