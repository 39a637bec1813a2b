/** Form of a stack file: its grammar, the members of its maps, and problems with their positions. */
@NullMarked
package dev.setpoint.engine.check.grammar;

import org.jspecify.annotations.NullMarked;
