/** Simulated AWS Config. It stores its configuration, but records and evaluates nothing. */
@NullMarked
package dev.setpoint.provider.sandbox.config;

import org.jspecify.annotations.NullMarked;
