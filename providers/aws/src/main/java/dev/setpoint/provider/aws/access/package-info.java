/** Permissions of callers: IAM actions, the ARNs that they are needed on, and the policy that allows them. */
@NullMarked
package dev.setpoint.provider.aws.access;

import org.jspecify.annotations.NullMarked;
