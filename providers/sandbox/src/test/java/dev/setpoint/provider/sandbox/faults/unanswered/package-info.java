/** Calls that are carried out and whose answer is lost. */
@NullMarked
package dev.setpoint.provider.sandbox.faults.unanswered;

import org.jspecify.annotations.NullMarked;
