/** CloudWatch: alarms and dashboards. */
@NullMarked
package dev.setpoint.provider.aws.cloudwatch;

import org.jspecify.annotations.NullMarked;
