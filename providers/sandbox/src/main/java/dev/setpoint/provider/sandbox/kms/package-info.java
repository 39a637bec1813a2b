/** Simulated AWS KMS. See behaviour.md#kms-key, behaviour.md#kms-alias, behaviour.md#kms-replica-key. */
@NullMarked
package dev.setpoint.provider.sandbox.kms;

import org.jspecify.annotations.NullMarked;
