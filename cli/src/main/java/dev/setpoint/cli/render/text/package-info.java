/** The format {@code text}, for a person at a terminal: width, colours, progress lines and pages. */
@NullMarked
package dev.setpoint.cli.render.text;

import org.jspecify.annotations.NullMarked;
