/**
 * The three-way diff of desired, last applied and live, over schemas and their annotations:
 * architecture.md#three-way-diff.
 */
@NullMarked
package dev.setpoint.engine.plan.diff;

import org.jspecify.annotations.NullMarked;
