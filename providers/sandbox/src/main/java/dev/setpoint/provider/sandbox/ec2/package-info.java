/** Simulated EC2: networks without machines, and endpoints. See behaviour.md#ec2-gateway-endpoint. */
@NullMarked
package dev.setpoint.provider.sandbox.ec2;

import org.jspecify.annotations.NullMarked;
