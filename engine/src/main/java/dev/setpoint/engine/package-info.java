/** The engine: the flow from spec text to outcome, with one method for each stage. */
@NullMarked
package dev.setpoint.engine;

import org.jspecify.annotations.NullMarked;
