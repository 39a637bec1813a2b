/** Simulated STS. AWS-BEHAVIOUR 19. */
@NullMarked
package dev.setpoint.provider.sandbox.sts;

import org.jspecify.annotations.NullMarked;
