/** Support for tests of other modules that use the sandbox. */
@NullMarked
package dev.setpoint.provider.sandbox.testing;

import org.jspecify.annotations.NullMarked;
