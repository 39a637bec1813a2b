/** Simulated SNS: topics and subscriptions. See behaviour.md#sns. */
@NullMarked
package dev.setpoint.provider.sandbox.sns;

import org.jspecify.annotations.NullMarked;
