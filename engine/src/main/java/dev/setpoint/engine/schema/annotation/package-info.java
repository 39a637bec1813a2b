/** Annotations of schemas that stand at any depth, found by path. */
@NullMarked
package dev.setpoint.engine.schema.annotation;

import org.jspecify.annotations.NullMarked;
