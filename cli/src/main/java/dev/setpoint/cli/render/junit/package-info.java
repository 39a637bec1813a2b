/** The format {@code junit}: results of {@code verify} as the XML that CI systems read. */
@NullMarked
package dev.setpoint.cli.render.junit;

import org.jspecify.annotations.NullMarked;
