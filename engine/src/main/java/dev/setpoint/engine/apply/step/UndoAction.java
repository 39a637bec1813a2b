package dev.setpoint.engine.apply.step;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.state.ResourceState;
import java.util.Optional;

/** The action that undoes one step. */
public sealed interface UndoAction {

    /** @param before the resource's earlier state; empty when there was none */
    record Delete(Change.Delete change, Optional<ResourceState> before) implements UndoAction {}

    /** @param ended true when the update ended, so that the object should have the new values */
    record Update(Change.Update change, boolean ended, Optional<ResourceState> before) implements UndoAction {}

    /** Restores the state only; the cloud did not change. */
    record RestoreState(Optional<ResourceState> before) implements UndoAction {}

    /** The step cannot be undone. */
    record Impossible(Diagnostic why) implements UndoAction {}
}
