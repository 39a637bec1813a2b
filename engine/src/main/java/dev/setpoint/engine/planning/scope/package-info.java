/** Scope of a plan: which resources it covers. */
@NullMarked
package dev.setpoint.engine.planning.scope;

import org.jspecify.annotations.NullMarked;
