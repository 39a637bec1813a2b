/** The format {@code json}, for programs: one document, which holds the diagnostics too. */
@NullMarked
package dev.setpoint.cli.render.json;

import org.jspecify.annotations.NullMarked;
