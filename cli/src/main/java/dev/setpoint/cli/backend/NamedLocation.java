package dev.setpoint.cli.backend;

import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.stack.Stack.BackendBlock;
import dev.setpoint.engine.value.Value;
import java.util.Optional;

/**
 * The place that a command names for the state: by its option, by the stack file or by saying nothing.
 *
 * @param written how the stack file names it; empty where something else does
 * @param span where the stack file does
 */
public record NamedLocation(StateLocation place, Value.Map written, Optional<Span> span) {

    public static final NamedLocation LOCAL = by(new StateLocation.Local());

    /** Place that an option names. */
    public static NamedLocation by(StateLocation place) {
        return new NamedLocation(place, Value.Map.EMPTY, Optional.empty());
    }

    /** Place that the stack file names. */
    public static NamedLocation by(BackendBlock block) {
        return new NamedLocation(
                new StateLocation.Shared(block.name(), block.settings()), block.written(), Optional.of(block.span()));
    }
}
