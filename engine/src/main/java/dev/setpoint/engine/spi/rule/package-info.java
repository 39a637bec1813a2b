/** SPI for rules on the properties of one resource, which need no open provider. */
@NullMarked
package dev.setpoint.engine.spi.rule;

import org.jspecify.annotations.NullMarked;
