package dev.setpoint.engine.apply;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.value.Secrets;
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

    private Event hiding(Secrets secrets) {
        return switch (this) {
            case Started _, Decided _, RollingBack _, NotBegun _ -> this;
            case Waiting(var address, var message) -> new Waiting(address, secrets.hiddenIn(message));
            case Finished(var address, var type, var action, var took, var identity) ->
                new Finished(address, type, action, took, secrets.hiddenIn(identity));
            case Failed(var address, var action, var took, var diagnostic) ->
                new Failed(address, action, took, diagnostic.hiding(secrets));
        };
    }

    /** Called from many threads at once. */
    @FunctionalInterface
    interface Listener {
        Listener NONE = event -> {};

        void on(Event event);

        /** Tells this one of everything, without secrets: what a provider says of its progress may hold some. */
        default Listener hiding(Secrets secrets) {
            return secrets.isEmpty() ? this : event -> on(event.hiding(secrets));
        }
    }
}
