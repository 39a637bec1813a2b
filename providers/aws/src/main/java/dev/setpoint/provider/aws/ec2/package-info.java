/** EC2 as far as private ways to S3 go: VPCs, and their gateway endpoints. See behaviour.md#ec2-gateway-endpoint. */
@NullMarked
package dev.setpoint.provider.aws.ec2;

import org.jspecify.annotations.NullMarked;
