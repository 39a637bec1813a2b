/** Simulated CloudWatch: metric alarms and dashboards. See behaviour.md#cloudwatch-alarm. */
@NullMarked
package dev.setpoint.provider.sandbox.cloudwatch;

import org.jspecify.annotations.NullMarked;
