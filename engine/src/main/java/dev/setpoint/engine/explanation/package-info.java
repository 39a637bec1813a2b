/** Explanations of diagnostic codes: data files, one for each area, and their reader. */
@NullMarked
package dev.setpoint.engine.explanation;

import org.jspecify.annotations.NullMarked;
