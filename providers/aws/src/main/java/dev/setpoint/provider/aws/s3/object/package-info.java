/** Objects in buckets: their content, its upload, and locks against deletion. */
@NullMarked
package dev.setpoint.provider.aws.s3.object;

import org.jspecify.annotations.NullMarked;
