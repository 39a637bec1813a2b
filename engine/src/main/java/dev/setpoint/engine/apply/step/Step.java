package dev.setpoint.engine.apply.step;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.stack.Assertion;
import dev.setpoint.engine.stack.DataBlock;

/** One unit of work of an apply. A change has one step, or two when it replaces an object. */
public sealed interface Step {

    Address address();

    /** Reads a data source that waits for a change. */
    record Read(DataBlock block) implements Step {
        @Override
        public Address address() {
            return block.address();
        }
    }

    /**
     * Evaluates a condition of the spec.
     *
     * @param address the resource or data source of the condition, or one that it reads
     */
    record Check(Assertion assertion, Address address) implements Step {}

    /** Decides a conditional replacement when its values are known. */
    record Decide(Change change) implements Step {
        @Override
        public Address address() {
            return change.address();
        }
    }

    /** Creates or updates the object. */
    record CreateOrUpdate(Change change) implements Step {
        @Override
        public Address address() {
            return change.address();
        }
    }

    /** Writes the live values of an object to the state, without any call. */
    record Refresh(Change.Refresh change) implements Step {
        @Override
        public Address address() {
            return change.address();
        }
    }

    /**
     * Undoes another step of this run.
     *
     * @param change the change of the undone step
     */
    record Undo(Change change, UndoAction action) implements Step {
        @Override
        public Address address() {
            return change.address();
        }
    }

    /** Does nothing. Other steps wait for it. */
    record Barrier(Address address) implements Step {}

    /** Deletes the object, or drops it from the state. */
    record Remove(Change change) implements Step {
        @Override
        public Address address() {
            return change.address();
        }
    }
}
