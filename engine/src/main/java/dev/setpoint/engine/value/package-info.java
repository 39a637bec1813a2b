/** Values that stages hand on: immutable data, known or not yet known. */
@NullMarked
package dev.setpoint.engine.value;

import org.jspecify.annotations.NullMarked;
