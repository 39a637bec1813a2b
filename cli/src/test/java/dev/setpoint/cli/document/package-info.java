/** Checks of the project's documents against the code and against each other. */
@NullMarked
package dev.setpoint.cli.document;

import org.jspecify.annotations.NullMarked;
