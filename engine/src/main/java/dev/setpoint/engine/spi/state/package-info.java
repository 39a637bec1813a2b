/** SPI for state backends and for key services that seal a state. */
@NullMarked
package dev.setpoint.engine.spi.state;

import org.jspecify.annotations.NullMarked;
