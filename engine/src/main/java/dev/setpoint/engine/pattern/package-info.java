/** Regular expressions that are matched in time linear in the text, whoever wrote them. */
@NullMarked
package dev.setpoint.engine.pattern;

import org.jspecify.annotations.NullMarked;
