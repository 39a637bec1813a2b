/** What tests elsewhere need of the sandbox. */
@NullMarked
package dev.setpoint.provider.sandbox.testing;

import org.jspecify.annotations.NullMarked;
