/** The simulated Macie. AWS-BEHAVIOUR 18. */
@NullMarked
package dev.setpoint.provider.sandbox.macie;

import org.jspecify.annotations.NullMarked;
