/** Encryption of state, backup and journal on the client, when the stack asks for it. */
@NullMarked
package dev.setpoint.engine.seal;

import org.jspecify.annotations.NullMarked;
