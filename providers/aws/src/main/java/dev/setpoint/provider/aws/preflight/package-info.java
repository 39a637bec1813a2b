/** Looks at the cloud before a change: at objects that a resource names, and at quotas. */
@NullMarked
package dev.setpoint.provider.aws.preflight;

import org.jspecify.annotations.NullMarked;
