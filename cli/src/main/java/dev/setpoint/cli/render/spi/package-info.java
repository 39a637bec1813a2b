/** The interface that output formats implement: a writer for each kind of result. */
@NullMarked
package dev.setpoint.cli.render.spi;

import org.jspecify.annotations.NullMarked;
