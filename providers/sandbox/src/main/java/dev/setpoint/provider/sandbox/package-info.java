/** An embedded, simulated AWS behind the SDK's own client interfaces. */
@NullMarked
package dev.setpoint.provider.sandbox;

import org.jspecify.annotations.NullMarked;
