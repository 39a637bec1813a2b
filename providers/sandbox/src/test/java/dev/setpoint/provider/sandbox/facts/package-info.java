/** Facts about AWS, each a few calls and their answers, that the sandbox must agree with. */
@NullMarked
package dev.setpoint.provider.sandbox.facts;

import org.jspecify.annotations.NullMarked;
