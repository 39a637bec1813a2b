/** SNS: topics and subscriptions. */
@NullMarked
package dev.setpoint.provider.aws.sns;

import org.jspecify.annotations.NullMarked;
