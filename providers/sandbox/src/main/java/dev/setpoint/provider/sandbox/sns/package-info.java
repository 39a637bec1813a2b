/** Simulated SNS: topics and subscriptions. AWS-BEHAVIOUR 14. */
@NullMarked
package dev.setpoint.provider.sandbox.sns;

import org.jspecify.annotations.NullMarked;
