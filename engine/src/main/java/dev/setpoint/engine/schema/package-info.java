/** The typed view of the JSON Schemas and their annotations that every stage shares. */
@NullMarked
package dev.setpoint.engine.schema;

import org.jspecify.annotations.NullMarked;
