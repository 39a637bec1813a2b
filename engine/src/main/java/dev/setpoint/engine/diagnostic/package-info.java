/** Problems as data: code, sentence, place and hint. */
@NullMarked
package dev.setpoint.engine.diagnostic;

import org.jspecify.annotations.NullMarked;
