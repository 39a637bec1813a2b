package dev.setpoint.engine.apply.step;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.stack.DataBlock;

/** One thing that apply does: a change has one step, or two when it replaces an object. */
public sealed interface Step {

    Address address();

    /** Reads a data source that waited for something apply makes. */
    record Read(DataBlock block) implements Step {
        @Override
        public Address address() {
            return block.address();
        }
    }

    /** Decides, once the values are known, whether what is to be replaced only if one differs is replaced. */
    record Decide(Change change) implements Step {
        @Override
        public Address address() {
            return change.address();
        }
    }

    /** Makes the object as the spec wants it. */
    record CreateOrUpdate(Change change) implements Step {
        @Override
        public Address address() {
            return change.address();
        }
    }

    /** Tells the state what the object is like; nothing is called. */
    record Refresh(Change.Refresh change) implements Step {
        @Override
        public Address address() {
            return change.address();
        }
    }

    /**
     * Takes back what another step of this run has done.
     *
     * @param change whose step that was
     */
    record Undo(Change change, UndoAction action) implements Step {
        @Override
        public Address address() {
            return change.address();
        }
    }

    /** Nothing is done here; it keeps others in order. */
    record Barrier(Address address) implements Step {}

    /** Takes the object away, or out of the state. */
    record Remove(Change change) implements Step {
        @Override
        public Address address() {
            return change.address();
        }
    }
}
