/** Permissions that a stack needs ({@code setpoint permissions}). */
@NullMarked
package dev.setpoint.engine.permission;

import org.jspecify.annotations.NullMarked;
