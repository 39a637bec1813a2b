/** S3 buckets, their policies and their replication. */
@NullMarked
package dev.setpoint.provider.aws.s3;

import org.jspecify.annotations.NullMarked;
