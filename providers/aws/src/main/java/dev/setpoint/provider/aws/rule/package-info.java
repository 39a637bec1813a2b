/** Rules that hold between the resources of a plan, and rules on what their policies mean. */
@NullMarked
package dev.setpoint.provider.aws.rule;

import org.jspecify.annotations.NullMarked;
