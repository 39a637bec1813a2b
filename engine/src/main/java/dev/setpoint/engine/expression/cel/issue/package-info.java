/** Issues of CEL's parser, checker and evaluation, as data and as sentences for people. */
@NullMarked
package dev.setpoint.engine.expression.cel.issue;

import org.jspecify.annotations.NullMarked;
