/** Support for tests of AWS types: an emulator over HTTP, prepared answers, and a call and a pace that record. */
@NullMarked
package dev.setpoint.provider.aws.testing;

import org.jspecify.annotations.NullMarked;
