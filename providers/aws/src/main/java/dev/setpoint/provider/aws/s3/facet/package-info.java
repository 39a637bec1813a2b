/** The sub-configurations of a bucket, one small class each. */
@NullMarked
package dev.setpoint.provider.aws.s3.facet;

import org.jspecify.annotations.NullMarked;
