@NullMarked
package dev.setpoint.cli.reference;

import org.jspecify.annotations.NullMarked;
