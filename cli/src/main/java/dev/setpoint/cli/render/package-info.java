/** What people and programs read: plans, outcomes, states and diagnostics as text, Markdown and JSON. */
@NullMarked
package dev.setpoint.cli.render;

import org.jspecify.annotations.NullMarked;
