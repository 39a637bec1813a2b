package dev.setpoint.cli.render.model;

import dev.setpoint.engine.value.Value;

/** One output of a stack, asked for by its name. */
public record NamedOutput(String name, Value value) {}
