package dev.setpoint.engine.progress;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.diagnostic.Diagnostic;
import java.time.Duration;
import java.util.List;

/** A progress event of a run. */
public sealed interface Event {

    Address address();

    enum Action {
        READING,
        VERIFYING,
        CREATING,
        UPDATING,
        DELETING
    }

    record Started(Address address, TypeName type, Action action) implements Event {}

    record Waiting(Address address, String message) implements Event {}

    record Finished(Address address, TypeName type, Action action, Duration took, String identity) implements Event {}

    /**
     * A conditional replacement was decided.
     *
     * @param subjects the properties that differ, or all compared properties when none differs
     */
    record Decided(Address address, List<String> subjects, boolean replaced) implements Event {}

    /** A change failed, and the rollback begins. */
    record RollingBack(Address address) implements Event {}

    /** The user stopped a started change before its first request that changes something. */
    record NotBegun(Address address) implements Event {}

    record Failed(Address address, Action action, Duration took, Diagnostic diagnostic) implements Event {}

    /** Receives events, from many threads at once. */
    @FunctionalInterface
    interface Listener {
        Listener NONE = event -> {};

        void on(Event event);
    }
}
