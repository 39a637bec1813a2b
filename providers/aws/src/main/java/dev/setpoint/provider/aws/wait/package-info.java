/** Waits until AWS's replicas agree on a change. */
@NullMarked
package dev.setpoint.provider.aws.wait;

import org.jspecify.annotations.NullMarked;
