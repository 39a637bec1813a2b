package dev.setpoint.engine.check.settings;

import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.schema.TypeSchema;

/** The provider configurations that the blocks of a file use. */
public interface ProviderChoice {

    /**
     * Returns the name that the block's configuration has in the stack: of the one that the block names, or of the one
     * named like its type's provider.
     *
     * @param name the place of the block's name
     */
    String of(Node.Mapping block, TypeSchema type, Span name);

    /** Returns the name that a configuration, which is named at this place, has in the stack. */
    String named(String configuration, Span place);
}
