package dev.setpoint.engine.document;

import dev.setpoint.engine.diagnostic.Source;

/** A parsed YAML file, not yet checked. */
public record Document(Source source, Node.Mapping root) {}
