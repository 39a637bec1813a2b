/** Contract of every resource type, on the sandbox and on an independent emulator over HTTP. */
@NullMarked
package dev.setpoint.provider.sandbox.contract;

import org.jspecify.annotations.NullMarked;
