/** Operations, tags, stored configurations and plain checks that simulated services have in common, as tables. */
@NullMarked
package dev.setpoint.provider.sandbox.table;

import org.jspecify.annotations.NullMarked;
