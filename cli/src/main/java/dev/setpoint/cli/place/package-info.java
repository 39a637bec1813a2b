/** Places for the state of a stack, and the note that records which one is used. */
@NullMarked
package dev.setpoint.cli.place;

import org.jspecify.annotations.NullMarked;
