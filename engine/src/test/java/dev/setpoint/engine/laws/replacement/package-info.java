/** Replacements that a run decides on, or leaves half done. */
@NullMarked
package dev.setpoint.engine.laws.replacement;

import org.jspecify.annotations.NullMarked;
