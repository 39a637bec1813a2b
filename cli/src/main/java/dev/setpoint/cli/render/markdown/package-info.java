/** The format {@code markdown}, for comments on pull requests and job summaries in CI. */
@NullMarked
package dev.setpoint.cli.render.markdown;

import org.jspecify.annotations.NullMarked;
