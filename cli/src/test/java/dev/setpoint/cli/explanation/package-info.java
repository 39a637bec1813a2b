/** Tests of the registry of diagnostic codes: complete, without dead entries, and with examples that hold. */
@NullMarked
package dev.setpoint.cli.explanation;

import org.jspecify.annotations.NullMarked;
