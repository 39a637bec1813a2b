/** The reference: a page for each type, data source, function, section of the language and area of diagnostics. */
@NullMarked
package dev.setpoint.cli.reference;

import org.jspecify.annotations.NullMarked;
