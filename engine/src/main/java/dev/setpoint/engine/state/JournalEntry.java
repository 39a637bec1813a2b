package dev.setpoint.engine.state;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * One entry of the journal. A change of an object writes an {@code Intent}, for a creation an {@code Identified}, and
 * at its end one of {@code Done}, {@code Deleted} and {@code Failed}, all with the same number. A change without a
 * cloud object writes only {@code Done} or {@code Deleted}.
 */
public sealed interface JournalEntry {

    /** Kinds of planned operations. */
    enum Operation {
        CREATE,
        UPDATE,
        DELETE
    }

    /**
     * A change is about to start. Durable before its first call.
     *
     * @param change number of the change in this journal
     * @param identity identity of the changed or deleted object; empty for a creation
     * @param desired desired properties, with which the object can be found by name
     * @param deposes true when the object now at the address is deleted after this one is created
     * @param tag ownership tag of the created object
     */
    record Intent(
            long change,
            Operation operation,
            Address address,
            TypeName type,
            String provider,
            Optional<Identity> identity,
            Value.Map desired,
            SortedSet<Address> dependencies,
            boolean preventDestroy,
            boolean retain,
            boolean deposes,
            String tag)
            implements JournalEntry {

        /** Returns this intent with another number, for another journal. */
        public Intent withChange(long number) {
            return new Intent(
                    number,
                    operation,
                    address,
                    type,
                    provider,
                    identity,
                    desired,
                    dependencies,
                    preventDestroy,
                    retain,
                    deposes,
                    tag);
        }

        /** Returns this intent with other desired properties. */
        public Intent withDesired(Value.Map properties) {
            return new Intent(
                    change,
                    operation,
                    address,
                    type,
                    provider,
                    identity,
                    properties,
                    dependencies,
                    preventDestroy,
                    retain,
                    deposes,
                    tag);
        }

        public boolean meansTheSameAs(Intent other) {
            return withChange(other.change).equals(other);
        }
    }

    /** The object of a creation has this identity. Durable before the next call about the object. */
    record Identified(long change, Identity identity) implements JournalEntry {}

    /** The change succeeded and this is the resource now. Its deposed objects stay as recorded before. */
    record Done(long change, ResourceState resource) implements JournalEntry {}

    /** The current object or a deposed one is gone. */
    record Deleted(long change, Address address, Identity identity) implements JournalEntry {}

    /** The change failed. An object that it had identified stays, marked as incomplete. */
    record Failed(long change) implements JournalEntry {}

    /** The resource was dropped from the state. Its objects stay in the cloud. */
    record Forgotten(Address address) implements JournalEntry {}

    /** The value of the reference is about to change, after which the resource must be replaced. */
    record ReplacementDue(Address address, String reference) implements JournalEntry {}

    /** A deposed object is the current one again, and the current one is deposed. */
    record Restored(Address address, Identity identity) implements JournalEntry {}

    /** Resources move to other addresses, all at the same time. */
    record Moved(Map<Address, Address> addresses) implements JournalEntry {
        public Moved {
            addresses = Map.copyOf(addresses);
        }
    }

    /** Returns the entry without secrets, ready to be written. */
    default JournalEntry redacted(Redaction redaction) {
        return switch (this) {
            case Intent i -> i.withDesired(redaction.redact(i.desired));
            case Done(var change, var resource) -> new Done(change, resource.redacted(redaction));
            case Identified _, Deleted _, Failed _, Forgotten _, ReplacementDue _, Restored _, Moved _ -> this;
        };
    }
}
