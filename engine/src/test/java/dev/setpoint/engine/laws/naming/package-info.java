/** Names that are chosen at apply, where the spec has only their beginning. */
@NullMarked
package dev.setpoint.engine.laws.naming;

import org.jspecify.annotations.NullMarked;
