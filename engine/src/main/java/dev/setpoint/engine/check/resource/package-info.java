/** Resource and data blocks: their options, {@code forEach}, and their properties. */
@NullMarked
package dev.setpoint.engine.check.resource;

import org.jspecify.annotations.NullMarked;
