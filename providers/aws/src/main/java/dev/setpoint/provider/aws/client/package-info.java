/** Clients of AWS's services that retry, limit and translate every request. */
@NullMarked
package dev.setpoint.provider.aws.client;

import org.jspecify.annotations.NullMarked;
