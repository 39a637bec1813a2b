/** Simulated CloudWatch: metric alarms and dashboards. AWS-BEHAVIOUR 12. */
@NullMarked
package dev.setpoint.provider.sandbox.cloudwatch;

import org.jspecify.annotations.NullMarked;
