/** Changes and values as marked lines, as a diff writes them: the formats for people put these on their pages. */
@NullMarked
package dev.setpoint.cli.render.lines;

import org.jspecify.annotations.NullMarked;
