/** Runs that change the cloud: approval, progress and interruption. */
@NullMarked
package dev.setpoint.cli.run;

import org.jspecify.annotations.NullMarked;
