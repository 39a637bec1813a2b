/** Simulated CloudWatch Logs. See behaviour.md#logs, behaviour.md#logs-key-policy. */
@NullMarked
package dev.setpoint.provider.sandbox.logs;

import org.jspecify.annotations.NullMarked;
