/** Rules on the properties of one resource that AWS demands and no schema can express: sums, orders and pairs. */
@NullMarked
package dev.setpoint.provider.aws.limit;

import org.jspecify.annotations.NullMarked;
