/** AWS Config: recorders, delivery channels and rules. */
@NullMarked
package dev.setpoint.provider.aws.config;

import org.jspecify.annotations.NullMarked;
