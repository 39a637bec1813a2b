/** Errors of AWS as sentences, and the tests by which callers tell them apart. */
@NullMarked
package dev.setpoint.provider.aws.error;

import org.jspecify.annotations.NullMarked;
