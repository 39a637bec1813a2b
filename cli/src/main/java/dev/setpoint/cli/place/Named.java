package dev.setpoint.cli.place;

import dev.setpoint.engine.stack.Stack.BackendBlock;
import dev.setpoint.engine.value.Value;

/**
 * The place that a command names for the state: by its option, by the stack file or by saying nothing.
 *
 * @param written how the stack file names it; empty where something else does
 */
public record Named(StatePlace place, Value.Map written) {

    public static final Named LOCAL = by(new StatePlace.Local());

    /** By an option. */
    public static Named by(StatePlace place) {
        return new Named(place, Value.Map.EMPTY);
    }

    /** By the stack file. */
    public static Named by(BackendBlock block) {
        return new Named(new StatePlace.Shared(block.name(), block.settings()), block.written());
    }
}
