/** Simulated IAM: roles and customer managed policies. AWS-BEHAVIOUR 9, 10. */
@NullMarked
package dev.setpoint.provider.sandbox.iam;

import org.jspecify.annotations.NullMarked;
