@NullMarked
package dev.setpoint.provider.aws.cloudtrail;

import org.jspecify.annotations.NullMarked;
