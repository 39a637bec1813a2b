/** Commands and the state that they find: lost, sealed, shared, old, or of another place. */
@NullMarked
package dev.setpoint.cli.state;

import org.jspecify.annotations.NullMarked;
