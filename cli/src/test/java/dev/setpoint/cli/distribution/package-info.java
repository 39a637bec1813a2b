/** The distribution that the build has made. */
@NullMarked
package dev.setpoint.cli.distribution;

import org.jspecify.annotations.NullMarked;
