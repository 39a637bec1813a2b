/** Tests of the S3 types, over HTTP on an emulator. */
@NullMarked
package dev.setpoint.provider.aws.s3;

import org.jspecify.annotations.NullMarked;
