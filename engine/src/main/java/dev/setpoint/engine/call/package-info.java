/** Read calls to providers, and diagnostics for provider calls that fail. */
@NullMarked
package dev.setpoint.engine.call;

import org.jspecify.annotations.NullMarked;
