/** Policies of a spec that AWS refuses: finds the statement and its part that an error is about. */
@NullMarked
package dev.setpoint.provider.aws.policy;

import org.jspecify.annotations.NullMarked;
