/** EC2 as far as private ways to services go: VPCs and their endpoints. See behaviour.md#ec2-gateway-endpoint. */
@NullMarked
package dev.setpoint.provider.aws.ec2;

import org.jspecify.annotations.NullMarked;
