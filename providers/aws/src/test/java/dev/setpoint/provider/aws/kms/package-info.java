@NullMarked
package dev.setpoint.provider.aws.kms;

import org.jspecify.annotations.NullMarked;
