/** Presence of values in CEL expressions: which may be absent, and the tree that CEL needs to compute with them. */
@NullMarked
package dev.setpoint.engine.expression.presence;

import org.jspecify.annotations.NullMarked;
