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
 * One line of the journal. A change of one object is an {@code Intent}, for a creation an {@code
 * Identified}, and one of {@code Done}, {@code Deleted} and {@code Failed}, all with the same number.
 * What has no object in the cloud is {@code Done} or {@code Deleted} alone.
 */
public sealed interface JournalEntry {

    /** What an intent is about to do. */
    enum Operation {
        CREATE,
        UPDATE,
        DELETE
    }

    /**
     * A change is about to begin; durable before its first call.
     *
     * @param change number of the change in this journal
     * @param identity of the object that is changed or deleted; empty for a creation
     * @param desired what the object shall be: enough to find it again by name
     * @param deposes the object now at the address stays, to be deleted after this one is made
     * @param tag the ownership tag the object is made with
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

        /** The same in another journal. */
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

        /** The same with other desired properties. */
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

    /** The object of a creation has this identity; durable before anything else is done to it. */
    record Identified(long change, Identity identity) implements JournalEntry {}

    /** The resource is now like this, but for its deposed objects: those stay as they are recorded. */
    record Done(long change, ResourceState resource) implements JournalEntry {}

    /** The object, the address's present or a deposed one, is gone. */
    record Deleted(long change, Address address, Identity identity) implements JournalEntry {}

    /** The change ended without its effect; an object that it had identified stays, incomplete. */
    record Failed(long change) implements JournalEntry {}

    /** The resource is no longer looked after; its objects stay in the cloud. */
    record Forgotten(Address address) implements JournalEntry {}

    /** What the reference stands for is about to change, and then the resource must be replaced. */
    record ReplacementDue(Address address, String reference) implements JournalEntry {}

    /** A left-over is its resource's present object again, and what was present is left over instead. */
    record Restored(Address address, Identity identity) implements JournalEntry {}

    /** Resources have other addresses from now on, all at the same time. */
    record Moved(Map<Address, Address> addresses) implements JournalEntry {
        public Moved {
            addresses = Map.copyOf(addresses);
        }
    }

    /** The entry as it may be written: without secrets. */
    default JournalEntry redacted(Redaction redaction) {
        return switch (this) {
            case Intent i -> i.withDesired(redaction.redact(i.desired));
            case Done(var change, var resource) -> new Done(change, resource.redacted(redaction));
            case Identified _, Deleted _, Failed _, Forgotten _, ReplacementDue _, Restored _, Moved _ -> this;
        };
    }
}
