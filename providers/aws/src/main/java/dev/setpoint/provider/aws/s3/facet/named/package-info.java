/** Sub-configurations of which a bucket has several, each with an id. */
@NullMarked
package dev.setpoint.provider.aws.s3.facet.named;

import org.jspecify.annotations.NullMarked;
