@NullMarked
package dev.setpoint.provider.aws.iam;

import org.jspecify.annotations.NullMarked;
