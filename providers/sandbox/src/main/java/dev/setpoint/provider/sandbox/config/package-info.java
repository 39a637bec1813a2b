/** The simulated AWS Config. It keeps what it is told, and records and judges nothing. */
@NullMarked
package dev.setpoint.provider.sandbox.config;

import org.jspecify.annotations.NullMarked;
