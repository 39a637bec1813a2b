/** Parser of YAML text into a tree in which every node has its place. */
@NullMarked
package dev.setpoint.engine.document;

import org.jspecify.annotations.NullMarked;
