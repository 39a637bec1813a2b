package dev.setpoint.engine.apply.step;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.state.ResourceState;
import java.util.Optional;

/** The way back from one step. */
public sealed interface UndoAction {

    /** @param before what the state had at the address; empty when it had nothing */
    record Delete(Change.Delete change, Optional<ResourceState> before) implements UndoAction {}

    /** @param ended whether the update did, so that the object should be as it was made */
    record Update(Change.Update change, boolean ended, Optional<ResourceState> before) implements UndoAction {}

    /** Nothing in the cloud, only in the state. */
    record RestoreState(Optional<ResourceState> before) implements UndoAction {}

    /** There is none. */
    record Impossible(Diagnostic why) implements UndoAction {}
}
