@NullMarked
package dev.setpoint.provider.aws.ec2;

import org.jspecify.annotations.NullMarked;
