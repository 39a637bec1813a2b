package dev.setpoint.engine.spi;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.value.Value;
import java.util.Optional;
import java.util.Set;

/**
 * Something that is about to be done to one object.
 *
 * @param identity empty for what is yet to be made
 * @param desired properties as they shall be, with {@link Value.Unknown} for what is secret or not known yet; of a
 *     deletion: none
 * @param last properties as they were last applied; of a creation: none
 * @param createFirst true for a replacement whose old object is deleted last, after all that used it have changed
 * @param changed top-level properties of {@code desired} that are not live already
 */
public record PlannedChange(
        Kind kind,
        Address address,
        TypeName type,
        Optional<Identity> identity,
        boolean createFirst,
        Value.Map desired,
        Value.Map last,
        Set<String> changed) {

    /** Kind of the change. */
    public enum Kind {
        CREATE,
        UPDATE,
        /** Deletes the old object, and then makes the new one. */
        REPLACE,
        /** Makes the new object, moves what depends on the old one, and then deletes the old one. */
        REPLACE_CREATING_FIRST,
        DELETE
    }

    public PlannedChange {
        changed = Set.copyOf(changed);
    }

    /** True for delete and replace. */
    public boolean deletes() {
        return kind == Kind.DELETE || kind == Kind.REPLACE || kind == Kind.REPLACE_CREATING_FIRST;
    }

    /** True for create and replace. */
    public boolean makes() {
        return kind == Kind.CREATE || kind == Kind.REPLACE || kind == Kind.REPLACE_CREATING_FIRST;
    }
}
