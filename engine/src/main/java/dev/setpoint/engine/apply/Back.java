package dev.setpoint.engine.apply;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.state.ResourceState;
import java.util.Optional;

/** The way back from one step. */
sealed interface Back {

    /** @param before what the state had at the address; empty when it had nothing */
    record Delete(Change.Delete change, Optional<ResourceState> before) implements Back {}

    /** @param ended whether the update did, so that the object should be as it was made */
    record Update(Change.Update change, boolean ended, Optional<ResourceState> before) implements Back {}

    /** Nothing in the cloud, only in the state. */
    record Remember(Optional<ResourceState> before) implements Back {}

    /** There is none. */
    record Never(Diagnostic why) implements Back {}
}
