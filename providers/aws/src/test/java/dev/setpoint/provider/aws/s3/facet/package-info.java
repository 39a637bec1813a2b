/** Tests of the facets: normal forms, and waits on a stepped clock. */
@NullMarked
package dev.setpoint.provider.aws.s3.facet;

import org.jspecify.annotations.NullMarked;
