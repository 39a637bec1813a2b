/** The simulated EC2: networks without machines, and gateway endpoints. AWS-BEHAVIOUR 17. */
@NullMarked
package dev.setpoint.provider.sandbox.ec2;

import org.jspecify.annotations.NullMarked;
