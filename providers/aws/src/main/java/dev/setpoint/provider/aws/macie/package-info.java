/** Macie, which looks for sensitive data in buckets. AWS-BEHAVIOUR 18. */
@NullMarked
package dev.setpoint.provider.aws.macie;

import org.jspecify.annotations.NullMarked;
