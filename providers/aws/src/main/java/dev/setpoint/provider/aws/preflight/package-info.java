/** Checks of the cloud before a change: objects that a resource names, and quotas. */
@NullMarked
package dev.setpoint.provider.aws.preflight;

import org.jspecify.annotations.NullMarked;
