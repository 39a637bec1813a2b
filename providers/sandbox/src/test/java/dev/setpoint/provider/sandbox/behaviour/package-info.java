/** Behaviour of single resource types that the common contract does not cover. */
@NullMarked
package dev.setpoint.provider.sandbox.behaviour;

import org.jspecify.annotations.NullMarked;
