/** The backend {@code s3}: states of stacks as objects in a bucket. */
@NullMarked
package dev.setpoint.provider.aws.backend;

import org.jspecify.annotations.NullMarked;
