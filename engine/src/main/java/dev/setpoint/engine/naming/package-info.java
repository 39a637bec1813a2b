/** Names of objects for which the spec has only the beginning: kept for an existing object, chosen for a new one. */
@NullMarked
package dev.setpoint.engine.naming;

import org.jspecify.annotations.NullMarked;
