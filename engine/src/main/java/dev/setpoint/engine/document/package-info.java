/** YAML text to a tree in which every node knows its place. */
@NullMarked
package dev.setpoint.engine.document;

import org.jspecify.annotations.NullMarked;
