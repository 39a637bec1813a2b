@NullMarked
package dev.setpoint.provider.aws;

import org.jspecify.annotations.NullMarked;
