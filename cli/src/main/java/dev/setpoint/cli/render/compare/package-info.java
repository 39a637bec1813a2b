/** Comparison of texts and lists: the shortest edit, matching elements, and characters that look alike. */
@NullMarked
package dev.setpoint.cli.render.compare;

import org.jspecify.annotations.NullMarked;
