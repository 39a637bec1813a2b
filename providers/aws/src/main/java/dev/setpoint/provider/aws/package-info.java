/** The provider {@code aws}: its settings, its SDK clients, and which class serves which type. */
@NullMarked
package dev.setpoint.provider.aws;

import org.jspecify.annotations.NullMarked;
