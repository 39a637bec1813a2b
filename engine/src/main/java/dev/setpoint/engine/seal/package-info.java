/** What is stored is sealed on the way out and opened on the way in, where the stack asks for it. */
@NullMarked
package dev.setpoint.engine.seal;

import org.jspecify.annotations.NullMarked;
