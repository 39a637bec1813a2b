/** Specs, files and hosts of somebody who must not gain anything by them. */
@NullMarked
package dev.setpoint.cli.hostile;

import org.jspecify.annotations.NullMarked;
