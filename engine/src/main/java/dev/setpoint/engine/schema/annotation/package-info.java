/** Annotations at any depth of a schema, found by path. */
@NullMarked
package dev.setpoint.engine.schema.annotation;

import org.jspecify.annotations.NullMarked;
