/** Simulated CloudTrail. AWS-BEHAVIOUR 11. */
@NullMarked
package dev.setpoint.provider.sandbox.cloudtrail;

import org.jspecify.annotations.NullMarked;
