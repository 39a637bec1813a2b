/** EC2 as far as private ways to S3 go: VPCs, and their gateway endpoints. AWS-BEHAVIOUR 17. */
@NullMarked
package dev.setpoint.provider.aws.ec2;

import org.jspecify.annotations.NullMarked;
