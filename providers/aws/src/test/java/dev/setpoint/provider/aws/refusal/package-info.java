@NullMarked
package dev.setpoint.provider.aws.refusal;

import org.jspecify.annotations.NullMarked;
