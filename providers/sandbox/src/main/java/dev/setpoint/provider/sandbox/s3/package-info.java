/** Simulated Amazon S3. See behaviour.md#s3-bucket, behaviour.md#s3-configurations, behaviour.md#s3-object. */
@NullMarked
package dev.setpoint.provider.sandbox.s3;

import org.jspecify.annotations.NullMarked;
