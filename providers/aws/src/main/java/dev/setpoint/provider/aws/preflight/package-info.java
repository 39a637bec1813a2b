/** What other services' objects must be like before an object that refers to them is made or changed. */
@NullMarked
package dev.setpoint.provider.aws.preflight;

import org.jspecify.annotations.NullMarked;
