/** Data sources about the caller: its identity, its region, its partition. */
@NullMarked
package dev.setpoint.provider.aws.sts;

import org.jspecify.annotations.NullMarked;
