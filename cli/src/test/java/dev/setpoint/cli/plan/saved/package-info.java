/** Plans in files: written by `plan --out`, read by `apply FILE`. */
@NullMarked
package dev.setpoint.cli.plan.saved;

import org.jspecify.annotations.NullMarked;
