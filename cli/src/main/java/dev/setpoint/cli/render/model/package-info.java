/** Results of commands as every format shows them, computed once: order, groups, sentences, counts and losses. */
@NullMarked
package dev.setpoint.cli.render.model;

import org.jspecify.annotations.NullMarked;
