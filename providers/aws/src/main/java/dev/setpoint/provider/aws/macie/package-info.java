/** Macie, which looks for sensitive data in buckets. See behaviour.md#macie-session. */
@NullMarked
package dev.setpoint.provider.aws.macie;

import org.jspecify.annotations.NullMarked;
