/** The order in which the parts of a stack depend on each other. */
@NullMarked
package dev.setpoint.engine.graph;

import org.jspecify.annotations.NullMarked;
