/** The bucket that a request to S3 is about, and the errors that S3 answers with. */
@NullMarked
package dev.setpoint.provider.sandbox.s3.bucket;

import org.jspecify.annotations.NullMarked;
