/** What a provider implements, and all that it may know of the engine. */
@NullMarked
package dev.setpoint.engine.spi;

import org.jspecify.annotations.NullMarked;
