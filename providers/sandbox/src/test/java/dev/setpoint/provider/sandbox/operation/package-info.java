/** Operations of the sandbox: the list of those that exist, and requests of any content. */
@NullMarked
package dev.setpoint.provider.sandbox.operation;

import org.jspecify.annotations.NullMarked;
