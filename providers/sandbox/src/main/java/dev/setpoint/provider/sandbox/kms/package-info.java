/** Simulated AWS KMS. AWS-BEHAVIOUR 1, 2, 3. */
@NullMarked
package dev.setpoint.provider.sandbox.kms;

import org.jspecify.annotations.NullMarked;
