/** Plans of whole stacks on the sandbox, as a user sees them. */
@NullMarked
package dev.setpoint.cli.plan;

import org.jspecify.annotations.NullMarked;
