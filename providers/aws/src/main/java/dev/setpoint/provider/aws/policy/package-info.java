/** Policies of a spec that AWS refuses: the statement, and the part of it, that an error is about. */
@NullMarked
package dev.setpoint.provider.aws.policy;

import org.jspecify.annotations.NullMarked;
