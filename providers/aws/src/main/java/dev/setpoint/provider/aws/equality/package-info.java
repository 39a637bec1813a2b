/** Equalities of AWS values for {@code x-equal}: IAM policies, names of KMS keys, and ARNs beside names. */
@NullMarked
package dev.setpoint.provider.aws.equality;

import org.jspecify.annotations.NullMarked;
