/** What tests of AWS types stand on: an emulator over HTTP, canned answers, a call and a pace that can be looked into. */
@NullMarked
package dev.setpoint.provider.aws.testing;

import org.jspecify.annotations.NullMarked;
