/** The course that creating, reading, changing and deleting an object takes, whatever its service. */
@NullMarked
package dev.setpoint.provider.aws.lifecycle;

import org.jspecify.annotations.NullMarked;
