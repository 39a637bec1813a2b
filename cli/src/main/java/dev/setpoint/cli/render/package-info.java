/** The table of output formats: each format has a package of its own, which writes what {@code model} holds. */
@NullMarked
package dev.setpoint.cli.render;

import org.jspecify.annotations.NullMarked;
