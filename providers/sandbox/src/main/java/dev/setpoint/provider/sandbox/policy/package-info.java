/** IAM policy documents: parsed, validated and evaluated. */
@NullMarked
package dev.setpoint.provider.sandbox.policy;

import org.jspecify.annotations.NullMarked;
