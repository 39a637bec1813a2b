/** Regular expressions and file patterns that are matched in linear time. */
@NullMarked
package dev.setpoint.engine.pattern;

import org.jspecify.annotations.NullMarked;
