/** Rules about the code of all modules: dependencies, packages, and work that is done once. */
@NullMarked
package dev.setpoint.cli.architecture;

import org.jspecify.annotations.NullMarked;
