/** What must hold between the resources of a plan, and in what their policies mean. */
@NullMarked
package dev.setpoint.provider.aws.rule;

import org.jspecify.annotations.NullMarked;
