/** Simulated CloudWatch Logs. AWS-BEHAVIOUR 13, 21.6. */
@NullMarked
package dev.setpoint.provider.sandbox.logs;

import org.jspecify.annotations.NullMarked;
