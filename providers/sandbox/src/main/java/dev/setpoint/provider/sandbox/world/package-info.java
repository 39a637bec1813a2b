/** The cloud as one call sees it, and the lookups that more than one service needs. */
@NullMarked
package dev.setpoint.provider.sandbox.world;

import org.jspecify.annotations.NullMarked;
