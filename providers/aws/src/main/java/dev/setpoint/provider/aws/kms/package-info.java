/** KMS: keys, their aliases, and their replicas in other regions. */
@NullMarked
package dev.setpoint.provider.aws.kms;

import org.jspecify.annotations.NullMarked;
