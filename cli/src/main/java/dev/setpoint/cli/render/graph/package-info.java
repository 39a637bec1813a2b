/** The formats {@code dot} and {@code mermaid}: graphs for programs that draw them. */
@NullMarked
package dev.setpoint.cli.render.graph;

import org.jspecify.annotations.NullMarked;
