/** Secrets, which no output and no file shows. */
@NullMarked
package dev.setpoint.cli.secret;

import org.jspecify.annotations.NullMarked;
