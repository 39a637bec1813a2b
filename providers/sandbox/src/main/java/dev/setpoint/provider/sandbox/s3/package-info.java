/** Simulated Amazon S3. AWS-BEHAVIOUR 5, 6, 7. */
@NullMarked
package dev.setpoint.provider.sandbox.s3;

import org.jspecify.annotations.NullMarked;
