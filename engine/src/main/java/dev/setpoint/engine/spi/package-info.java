/** SPI: the interfaces that a provider implements, and everything of the engine that it may use. */
@NullMarked
package dev.setpoint.engine.spi;

import org.jspecify.annotations.NullMarked;
