/** Answers by which AWS refuses a request, read for the cause and for the part of the spec that they are about. */
@NullMarked
package dev.setpoint.provider.aws.refusal;

import org.jspecify.annotations.NullMarked;
