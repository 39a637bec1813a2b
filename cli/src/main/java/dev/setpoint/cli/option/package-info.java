/** Options that several commands share. */
@NullMarked
package dev.setpoint.cli.option;

import org.jspecify.annotations.NullMarked;
