/** Adoption of existing cloud objects into the state ({@code setpoint import}). */
@NullMarked
package dev.setpoint.engine.adoption;

import org.jspecify.annotations.NullMarked;
