/** CloudWatch Logs: log groups and metric filters. */
@NullMarked
package dev.setpoint.provider.aws.logs;

import org.jspecify.annotations.NullMarked;
