/**
 * Properties that AWS refuses: {@code validate} says so with the place, and the simulated AWS refuses the request with
 * AWS's own code. Neither knows the other's rules.
 */
@NullMarked
package dev.setpoint.provider.sandbox.refused;

import org.jspecify.annotations.NullMarked;
