/** IAM: roles with what belongs to them, and managed policies. Global: one control plane per partition. */
@NullMarked
package dev.setpoint.provider.aws.iam;

import org.jspecify.annotations.NullMarked;
