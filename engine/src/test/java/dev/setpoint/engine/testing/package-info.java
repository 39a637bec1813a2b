/** A cloud in memory, for tests of the stages. */
@NullMarked
package dev.setpoint.engine.testing;

import org.jspecify.annotations.NullMarked;
