/** Computes the permissions that a stack needs, from its spec, its state and the schemas, before anything is changed. */
@NullMarked
package dev.setpoint.engine.access;

import org.jspecify.annotations.NullMarked;
