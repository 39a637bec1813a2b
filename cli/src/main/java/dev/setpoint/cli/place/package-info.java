/** The places that a stack's state can be kept in, and the note of where it is. */
@NullMarked
package dev.setpoint.cli.place;

import org.jspecify.annotations.NullMarked;
