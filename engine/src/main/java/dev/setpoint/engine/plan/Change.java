package dev.setpoint.engine.plan;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Span;
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

/** What will be done to one resource. */
public sealed interface Change {

    Target target();

    default Address address() {
        return target().address();
    }

    /** Tells whether a plan lists it; what stays as it is, is only counted, unless something is in its way. */
    default boolean isListed() {
        return !(this instanceof NoOp) || isForbidden();
    }

    default boolean isForbidden() {
        return !target().forbidden().isEmpty();
    }

    /**
     * Data that it destroys, one sentence each: from types and properties first, then found in the cloud. Of
     * a move, an import or a restoration with what follows it.
     */
    default List<String> dataLoss() {
        return Stream.of(
                        target().dataLoss().stream(),
                        effect().target().dataLoss().stream(),
                        properties().stream().flatMap(property -> property.dataLoss().stream()),
                        lossesFound().stream())
                .flatMap(sentences -> sentences)
                .distinct()
                .toList();
    }

    /** Data found in the cloud that it destroys; may be other data at the next look. */
    default List<String> lossesFound() {
        return Stream.of(target(), effect().target())
                .flatMap(target -> target.lossesFound().stream())
                .distinct()
                .toList();
    }

    /** Changes of the resource's properties, after a move, an import or a restoration too. */
    default List<PropertyChange> properties() {
        return List.of();
    }

    /** The change of the object itself: of a move, an import or a restoration, what follows it. */
    default Change effect() {
        return switch (this) {
            case Import(var _, var _, var then) -> then.effect();
            case Restore(var _, var _, var then) -> then.effect();
            case Move(var _, var _, var then) -> then.effect();
            case Create _, Update _, Replace _, Delete _, Forget _, Refresh _, NoOp _ -> this;
        };
    }

    /** The change that follows a move, an import or a restoration, where one does. */
    default Optional<Change> followUp() {
        return switch (this) {
            case Import _, Restore _, Move _ -> Optional.of(effect()).filter(effect -> !(effect instanceof NoOp));
            case Create _, Update _, Replace _, Delete _, Forget _, Refresh _, NoOp _ -> Optional.empty();
        };
    }

    /** The same, of another target. */
    default Change withTarget(Target other) {
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

    /** The address that the state has it under. */
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

    /**
     * What every change knows of its resource.
     *
     * @param span of its block in the spec; empty when it has none any more
     * @param dependsOn from the graph; for what is only in the state, from the state
     * @param afterDeletionOf resources whose object stands in the way of this one's creation
     * @param dataLoss what this change destroys by its type and properties, one sentence each
     * @param lossesFound what a look at the cloud has found that it destroys besides
     * @param forbidden why it must not or cannot be done; a plan that holds such a change can be looked at, not applied
     */
    record Target(
            Address address,
            TypeName type,
            String provider,
            Optional<Span> span,
            Set<Address> dependsOn,
            Set<Address> afterDeletionOf,
            List<String> dataLoss,
            List<String> lossesFound,
            List<Diagnostic> forbidden) {

        /** A target with no obstacle and nothing found in the cloud yet. */
        public Target(
                Address address,
                TypeName type,
                String provider,
                Optional<Span> span,
                Set<Address> dependsOn,
                List<String> dataLoss) {
            this(address, type, provider, span, dependsOn, Set.of(), dataLoss, List.of(), List.of());
        }

        public Target waitingFor(Set<Address> deletions) {
            return new Target(address, type, provider, span, dependsOn, deletions, dataLoss, lossesFound, forbidden);
        }

        /** Destroys this too. */
        public Target withLossesFound(List<String> found) {
            return new Target(address, type, provider, span, dependsOn, afterDeletionOf, dataLoss, found, forbidden);
        }

        /** Destroys nothing, and may be done. */
        public Target withoutLossOrObstacle() {
            return new Target(
                    address, type, provider, span, dependsOn, afterDeletionOf, List.of(), List.of(), List.of());
        }

        public Target forbidden(Optional<Diagnostic> why) {
            return why.isPresent() ? forbidden(List.of(why.get())) : this;
        }

        /** For this reason alone: what else forbids it follows from the same cause. */
        public Target forbiddenOnly(Diagnostic why) {
            return new Target(
                    address, type, provider, span, dependsOn, afterDeletionOf, dataLoss, lossesFound, List.of(why));
        }

        /** For these reasons too. */
        public Target forbidden(List<Diagnostic> more) {
            var all =
                    Stream.concat(forbidden.stream(), more.stream()).distinct().toList();
            return new Target(address, type, provider, span, dependsOn, afterDeletionOf, dataLoss, lossesFound, all);
        }
    }

    /** @param properties each top-level property, with nothing before */
    record Create(Target target, CreateReason reason, Value.Map desired, List<PropertyChange> properties)
            implements Change {}

    /** @param live what was read for this plan */
    record Update(
            Target target,
            Identity id,
            Value.Map desired,
            Value.Map live,
            List<PropertyChange> properties,
            Set<String> removed)
            implements Change {

        /**
         * Top-level properties that get another value, those of {@link #removed} not among them. With none of
         * either, there is nothing to tell the cloud: the state alone learns.
         */
        public Set<String> changed() {
            return properties.stream()
                    .flatMap(property -> property.path().property().stream())
                    .filter(name -> !removed.contains(name))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }

    /**
     * @param properties every change; those that force the replacement say so
     * @param requested whether the user has asked for it, so that nothing need force it
     * @param otherwise what is done when nothing that would force the replacement turns out to differ, an update or
     *     nothing; empty when the replacement is certain. Apply decides, once the values are known
     */
    record Replace(
            Target target,
            Identity id,
            Value.Map desired,
            Value.Map live,
            List<PropertyChange> properties,
            Order order,
            boolean requested,
            Optional<Change> alternative)
            implements Change {

        /** Tells whether it is made only if a value that is not known yet differs from the live one. */
        public boolean isConditional() {
            return alternative.isPresent();
        }

        /** The same, now that a value differs. */
        public Replace unconditional() {
            return new Replace(target, id, desired, live, properties, order, requested, Optional.empty());
        }

        /** The references of {@code replaceOnChange} that force it, by the resource they lead to. */
        public Map<Address, Set<String>> triggers() {
            var references = new TreeMap<Address, Set<String>>();
            properties.forEach(change -> ReplacementTrigger.of(change)
                    .ifPresent(trigger -> references
                            .computeIfAbsent(trigger.owner(), _ -> new TreeSet<>())
                            .add(trigger.reference())));
            return references;
        }
    }

    /** @param last as last applied */
    record Delete(Target target, Identity id, Value.Map last, DeleteReason reason) implements Change {}

    /**
     * Leaves the object and drops it from the state.
     *
     * @param heldBy the address that has the object as well; empty for every other reason
     */
    record Forget(Target target, Identity id, ForgetReason reason, Optional<Address> heldBy) implements Change {}

    /**
     * The state alone learns what the object is like.
     *
     * @param applied what counts as last applied from now on
     * @param outputs as they were read
     * @param properties before: as the state has it; after: as it is live
     */
    record Refresh(Target target, Identity id, Value.Map applied, Value.Map outputs, List<PropertyChange> properties)
            implements Change {}

    /** Takes over an existing object; {@code then} is what will be changed on it afterwards, or a NoOp. */
    record Import(Target target, Identity id, Change then) implements Change {
        @Override
        public List<PropertyChange> properties() {
            return then.properties();
        }
    }

    /**
     * Makes an object that a replacement has left over the present one again, because the spec wants it again;
     * {@code then} is what will be changed on it, or a NoOp. What is present until now is deleted by a change of its
     * own.
     */
    record Restore(Target target, Identity id, Change then) implements Change {
        @Override
        public List<PropertyChange> properties() {
            return then.properties();
        }
    }

    /** The same object under another address; {@code then} is what else changes on it, or a NoOp. */
    record Move(Target target, Address from, Change then) implements Change {
        @Override
        public List<PropertyChange> properties() {
            return then.properties();
        }
    }

    record NoOp(Target target, Identity id, Value.Map desired, Value.Map live) implements Change {}

    /** The return to a left-over that is part of it. */
    default Optional<Restore> restored() {
        return switch (this) {
            case Restore restore -> Optional.of(restore);
            case Move(var _, var _, var then) -> then.restored();
            default -> Optional.empty();
        };
    }

    /**
     * Tells whether it is about an object that is not its resource's present one: a resource may have several of
     * these.
     */
    default boolean isOfLeftOver() {
        return switch (this) {
            case Delete delete -> delete.reason != DeleteReason.REMOVED && delete.reason != DeleteReason.DESTROY;
            case Forget forget ->
                forget.reason == ForgetReason.DEPOSED_GONE || forget.reason == ForgetReason.DEPOSED_HELD;
            case Create _, Update _, Replace _, Refresh _, Import _, Restore _, Move _, NoOp _ -> false;
        };
    }

    /** Tells whether it only drops an object from the state that a replacement had left over, and that is gone. */
    default boolean isOfGoneLeftOver() {
        return this instanceof Forget forget && forget.reason == ForgetReason.DEPOSED_GONE;
    }

    enum Order {
        DELETE_FIRST,
        CREATE_FIRST
    }

    enum CreateReason {
        /** In the spec, not in the state. */
        NEW,
        /** In the state, but gone from the cloud. */
        GONE,
        /** In the state, but its object is another resource's as well, and stays with that. */
        HELD
    }

    enum DeleteReason {
        /** No longer in the spec. */
        REMOVED,
        /** The whole stack is destroyed. */
        DESTROY,
        /** Superseded by a replacement that did not get to delete it. */
        DEPOSED,
        /** Present until now; an object that it had superseded takes its place again. */
        SUPERSEDED
    }

    enum ForgetReason {
        /** {@code onDelete: retain}. */
        RETAINED,
        /** Gone from the cloud already. */
        GONE,
        /** Left over from a replacement, and gone from the cloud already. */
        DEPOSED_GONE,
        /** Another resource has the same object. */
        HELD,
        /** Left over from a replacement, and another resource has the same object. */
        DEPOSED_HELD
    }
}
