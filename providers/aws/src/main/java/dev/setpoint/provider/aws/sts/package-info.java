/** Who and where the stack acts: data sources of STS, region and partition. */
@NullMarked
package dev.setpoint.provider.aws.sts;

import org.jspecify.annotations.NullMarked;
