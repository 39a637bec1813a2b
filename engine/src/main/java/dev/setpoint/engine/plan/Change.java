package dev.setpoint.engine.plan;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A planned change of one resource. */
public sealed interface Change {

    ChangeTarget target();

    default Address address() {
        return target().address();
    }

    /** Tells whether a plan lists this change. Unchanged resources are only counted, unless something blocks them. */
    default boolean isListed() {
        return !(this instanceof NoOp) || isForbidden();
    }

    default boolean isForbidden() {
        return !target().notes().forbidden().isEmpty();
    }

    /**
     * Returns the data that this change destroys, one sentence each: first from types and properties, then found in
     * the cloud. A move, an import or a restoration includes the change that follows it.
     */
    default List<String> dataLoss() {
        return Stream.of(
                        target().notes().dataLoss().stream(),
                        effect().target().notes().dataLoss().stream(),
                        properties().stream().flatMap(property -> property.dataLoss().stream()),
                        lossesFound().stream())
                .flatMap(sentences -> sentences)
                .distinct()
                .toList();
    }

    /** Returns the data found in the cloud that this change destroys. The next plan may find other data. */
    default List<String> lossesFound() {
        return Stream.of(target(), effect().target())
                .flatMap(target -> target.notes().lossesFound().stream())
                .distinct()
                .toList();
    }

    /** Returns the property changes, including those that follow a move, an import or a restoration. */
    default List<PropertyChange> properties() {
        return List.of();
    }

    /** Returns the change of the object itself: for a move, an import or a restoration, the change that follows it. */
    default Change effect() {
        return switch (this) {
            case Import(var _, var _, var then) -> then.effect();
            case Restore(var _, var _, var then) -> then.effect();
            case Move(var _, var _, var then) -> then.effect();
            case Create _, Update _, Replace _, Delete _, Forget _, Refresh _, NoOp _ -> this;
        };
    }

    /** Returns the change that follows a move, an import or a restoration, if there is one. */
    default Optional<Change> followUp() {
        return switch (this) {
            case Import _, Restore _, Move _ -> Optional.of(effect()).filter(effect -> !(effect instanceof NoOp));
            case Create _, Update _, Replace _, Delete _, Forget _, Refresh _, NoOp _ -> Optional.empty();
        };
    }

    /** Returns this change with another target. */
    default Change withTarget(ChangeTarget other) {
        return switch (this) {
            case Create c -> new Create(other, c.reason, c.desired, c.properties);
            case Update c -> new Update(other, c.id, c.desired, c.live, c.properties, c.removed);
            case Replace c ->
                new Replace(other, c.id, c.desired, c.live, c.properties, c.order, c.requested, c.alternative);
            case Delete c -> new Delete(other, c.id, c.last, c.reason);
            case Forget c -> new Forget(other, c.id, c.reason, c.heldBy);
            case Refresh c -> new Refresh(other, c.id, c.applied, c.outputs, c.properties);
            case Import c -> new Import(other, c.id, c.then);
            case Restore c -> new Restore(other, c.id, c.then);
            case Move c -> new Move(other, c.from, c.then);
            case NoOp c -> new NoOp(other, c.id, c.desired, c.live);
        };
    }

    /** Returns the address of the resource in the state. */
    default Address origin() {
        return this instanceof Move move ? move.from : address();
    }

    /** Tells whether anything in the cloud changes. */
    default boolean touchesCloud() {
        return switch (effect()) {
            case Create _, Update _, Replace _, Delete _ -> true;
            case Forget _, Refresh _, NoOp _, Import _, Restore _, Move _ -> false;
        };
    }

    /** @param properties a change for each top-level property, without a value before */
    record Create(ChangeTarget target, CreateReason reason, Value.Map desired, List<PropertyChange> properties)
            implements Change {}

    /** @param live live values read for this plan */
    record Update(
            ChangeTarget target,
            Identity id,
            Value.Map desired,
            Value.Map live,
            List<PropertyChange> properties,
            Set<String> removed)
            implements Change {

        /**
         * Returns the top-level properties that get another value, without {@link #removed}. When both are empty,
         * only the state changes.
         */
        public Set<String> changed() {
            return properties.stream()
                    .flatMap(property -> property.path().property().stream())
                    .filter(name -> !removed.contains(name))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }

    /**
     * @param properties all changes; those that force the replacement are marked
     * @param requested true when the user asked for the replacement
     * @param alternative the change to make when no value that forces the replacement turns out to differ: an update
     *     or a no-op; empty when the replacement is certain. Apply decides when the values are known
     */
    record Replace(
            ChangeTarget target,
            Identity id,
            Value.Map desired,
            Value.Map live,
            List<PropertyChange> properties,
            Order order,
            boolean requested,
            Optional<Change> alternative)
            implements Change {

        /** Tells whether the replacement depends on a value that is not known yet and may equal the live one. */
        public boolean isConditional() {
            return alternative.isPresent();
        }

        /** Returns this replacement as a certain one. */
        public Replace unconditional() {
            return new Replace(target, id, desired, live, properties, order, requested, Optional.empty());
        }

        /**
         * Returns the references of {@code replaceOnChange} that force this replacement, by the resource that they
         * name.
         */
        public Map<Address, Set<String>> triggers() {
            var references = new TreeMap<Address, Set<String>>();
            properties.forEach(change -> ReplacementTrigger.of(change)
                    .ifPresent(trigger -> references
                            .computeIfAbsent(trigger.owner(), _ -> new TreeSet<>())
                            .add(trigger.reference())));
            return references;
        }
    }

    /** @param last last applied properties */
    record Delete(ChangeTarget target, Identity id, Value.Map last, DeleteReason reason) implements Change {}

    /**
     * Drops an object from the state and leaves it in the cloud.
     *
     * @param heldBy the other address that has the object; empty for every other reason
     */
    record Forget(ChangeTarget target, Identity id, ForgetReason reason, Optional<Address> heldBy) implements Change {}

    /**
     * Writes live values to the state and changes nothing in the cloud.
     *
     * @param applied the values that count as last applied from now on
     * @param outputs outputs as read
     * @param properties changes from the value in the state to the live value
     */
    record Refresh(
            ChangeTarget target, Identity id, Value.Map applied, Value.Map outputs, List<PropertyChange> properties)
            implements Change {}

    /** Imports an existing object. {@code then} is the change that follows, or a NoOp. */
    record Import(ChangeTarget target, Identity id, Change then) implements Change {
        @Override
        public List<PropertyChange> properties() {
            return then.properties();
        }
    }

    /**
     * Makes a deposed object current again, because the spec matches it again. {@code then} is the change that
     * follows, or a NoOp. The object that was current until now is deleted by a change of its own.
     */
    record Restore(ChangeTarget target, Identity id, Change then) implements Change {
        @Override
        public List<PropertyChange> properties() {
            return then.properties();
        }
    }

    /** Moves an object to another address. {@code then} is the change that follows, or a NoOp. */
    record Move(ChangeTarget target, Address from, Change then) implements Change {
        @Override
        public List<PropertyChange> properties() {
            return then.properties();
        }
    }

    record NoOp(ChangeTarget target, Identity id, Value.Map desired, Value.Map live) implements Change {}

    /** Returns the restoration of a deposed object that is part of this change. */
    default Optional<Restore> restored() {
        return switch (this) {
            case Restore restore -> Optional.of(restore);
            case Move(var _, var _, var then) -> then.restored();
            default -> Optional.empty();
        };
    }

    /** Tells whether this change is about a deposed or superseded object. A resource may have several of these. */
    default boolean isOfLeftOver() {
        return switch (this) {
            case Delete delete -> delete.reason == DeleteReason.DEPOSED || delete.reason == DeleteReason.SUPERSEDED;
            case Forget forget ->
                forget.reason == ForgetReason.DEPOSED_GONE || forget.reason == ForgetReason.DEPOSED_HELD;
            case Create _, Update _, Replace _, Refresh _, Import _, Restore _, Move _, NoOp _ -> false;
        };
    }

    /** Tells whether this change only drops a deposed object that is gone from the state. */
    default boolean isOfGoneLeftOver() {
        return this instanceof Forget forget && forget.reason == ForgetReason.DEPOSED_GONE;
    }

    enum Order {
        DELETE_FIRST,
        CREATE_FIRST
    }

    enum CreateReason {
        /** New in the spec: the state does not have it. */
        NEW,
        /** Gone from the cloud, although the state has it. */
        GONE,
        /** Held by another resource too: the object in the state stays with that resource. */
        HELD
    }

    enum DeleteReason {
        /** Its block is off: {@code when} is false. */
        OFF,
        /** No longer in the spec. */
        REMOVED,
        /** The whole stack is destroyed. */
        DESTROY,
        /** Deposed: replaced by a new object, but not deleted yet. */
        DEPOSED,
        /** Current until now; an older object of the resource becomes current again. */
        SUPERSEDED
    }

    enum ForgetReason {
        /** {@code onDelete: retain}. */
        RETAINED,
        /** Gone from the cloud already. */
        GONE,
        /** Deposed, and gone from the cloud already. */
        DEPOSED_GONE,
        /** Held by another resource too. */
        HELD,
        /** Deposed, and another resource has the same object. */
        DEPOSED_HELD
    }
}
