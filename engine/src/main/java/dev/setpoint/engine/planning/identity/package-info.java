/** Object identities in a plan: every object has exactly one address. */
@NullMarked
package dev.setpoint.engine.planning.identity;

import org.jspecify.annotations.NullMarked;
