/** State locations: backends named by a spec or an option, and moves between them. */
@NullMarked
package dev.setpoint.cli.backend;

import org.jspecify.annotations.NullMarked;
