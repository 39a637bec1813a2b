/** EC2: VPCs, and their endpoints for private connections to services. See behaviour.md#ec2-gateway-endpoint. */
@NullMarked
package dev.setpoint.provider.aws.ec2;

import org.jspecify.annotations.NullMarked;
