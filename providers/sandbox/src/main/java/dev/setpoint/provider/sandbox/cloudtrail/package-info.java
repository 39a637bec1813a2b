/** Simulated CloudTrail. See behaviour.md#cloudtrail-trail. */
@NullMarked
package dev.setpoint.provider.sandbox.cloudtrail;

import org.jspecify.annotations.NullMarked;
