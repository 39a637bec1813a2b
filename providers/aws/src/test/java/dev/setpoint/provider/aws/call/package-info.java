@NullMarked
package dev.setpoint.provider.aws.call;

import org.jspecify.annotations.NullMarked;
