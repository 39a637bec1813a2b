/** A document against the grammar, the schemas and its own names: from YAML tree to checked stack. */
@NullMarked
package dev.setpoint.engine.check;

import org.jspecify.annotations.NullMarked;
