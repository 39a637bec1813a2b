package dev.setpoint.engine.progress;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.diagnostic.Diagnostic;
import java.time.Duration;
import java.util.List;

/** Something that happened during a run, for whoever shows progress. */
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
     * A conditional replacement is decided.
     *
     * @param subjects the properties that differ, or none of which does
     */
    record Decided(Address address, List<String> subjects, boolean replaced) implements Event {}

    /** A change failed, and what the run has done is taken back from now on. */
    record RollingBack(Address address) implements Event {}

    /** The user stopped the run before anything was changed of what was started. */
    record NotBegun(Address address) implements Event {}

    record Failed(Address address, Action action, Duration took, Diagnostic diagnostic) implements Event {}

    /** Called from many threads at once. */
    @FunctionalInterface
    interface Listener {
        Listener NONE = event -> {};

        void on(Event event);
    }
}
