/** What happens to a call on its way to a simulated service: latency, faults, denial, journalling. */
@NullMarked
package dev.setpoint.provider.sandbox.call;

import org.jspecify.annotations.NullMarked;
