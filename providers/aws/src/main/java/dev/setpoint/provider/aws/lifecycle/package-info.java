/** Steps of creating, reading, changing and deleting an object that all services share. */
@NullMarked
package dev.setpoint.provider.aws.lifecycle;

import org.jspecify.annotations.NullMarked;
