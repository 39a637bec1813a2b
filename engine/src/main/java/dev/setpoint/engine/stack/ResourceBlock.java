package dev.setpoint.engine.stack;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.value.PropertyPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One resource of a stack.
 *
 * @param provider the provider configuration it uses: {@code aws.replica}
 * @param properties a {@link Term.MapTerm} with the schema's defaults filled in (their span is the resource's)
 * @param timeouts by operation: create, read, update, delete
 * @param movedFrom addresses it had before
 * @param importId the identity of the existing object to take over
 * @param conditions those that the plan decides; a resource exists where all hold
 * @param span of the block's name
 */
public record ResourceBlock(
        Address address,
        TypeSchema type,
        String provider,
        Term properties,
        List<Address> dependsOn,
        Lifecycle lifecycle,
        Map<String, Duration> timeouts,
        List<Address> movedFrom,
        Optional<String> importId,
        List<When> conditions,
        Span span) {

    /** This block as one that takes over an existing object. */
    public ResourceBlock importing(String id) {
        return new ResourceBlock(
                address,
                type,
                provider,
                properties,
                dependsOn,
                lifecycle,
                timeouts,
                movedFrom,
                Optional.of(id),
                conditions,
                span);
    }

    /**
     * Step that lifts the protection, for a hint.
     *
     * @param block empty when the spec no longer has it
     */
    public static String lift(Optional<ResourceBlock> block) {
        return block.map(ResourceBlock::lifecycle).orElse(Lifecycle.DEFAULT).lift();
    }

    /** This block as one that {@code protect} names at this place. */
    public ResourceBlock protectedAt(Span place) {
        return new ResourceBlock(
                address,
                type,
                provider,
                properties,
                dependsOn,
                lifecycle.protectedAt(place),
                timeouts,
                movedFrom,
                importId,
                conditions,
                span);
    }

    /** This block as one that had further addresses before. */
    public ResourceBlock movedFromToo(List<Address> addresses) {
        var all = new ArrayList<>(movedFrom);
        all.addAll(addresses);
        return new ResourceBlock(
                address, type, provider, properties, dependsOn, lifecycle, timeouts, all, importId, conditions, span);
    }

    /** This block as one that waits for these nodes besides those that it reads. */
    public ResourceBlock dependingOn(List<Address> nodes) {
        return new ResourceBlock(
                address, type, provider, properties, nodes, lifecycle, timeouts, movedFrom, importId, conditions, span);
    }

    /** This block as one that exists under these conditions. */
    public ResourceBlock when(List<When> open) {
        return new ResourceBlock(
                address, type, provider, properties, dependsOn, lifecycle, timeouts, movedFrom, importId, open, span);
    }

    /**
     * @param ignoreChanges whose live value is left alone; {@code *} stands for every property, member or element
     * @param replaceOnChange references to resources, whose change forces replacement
     * @param places where each option is written, by its name
     */
    public record Lifecycle(
            boolean preventDestroy,
            boolean createBeforeDestroy,
            boolean retain,
            List<PropertyPath> ignoreChanges,
            List<Reference> replaceOnChange,
            Map<String, Span> places) {

        private static final String PREVENT_DESTROY = "preventDestroy";
        private static final String PROTECT = "protect";

        public static final Lifecycle DEFAULT = new Lifecycle(false, false, false, List.of(), List.of(), Map.of());

        /** The lifecycle of a resource that {@code protect} names at this place. */
        Lifecycle protectedAt(Span place) {
            var all = new HashMap<>(places);
            all.put(PREVENT_DESTROY, place);
            all.put(PROTECT, place);
            return new Lifecycle(true, createBeforeDestroy, retain, ignoreChanges, replaceOnChange, Map.copyOf(all));
        }

        /** Step that lifts the protection, for a hint: {@code set `preventDestroy: false`}. */
        public String lift() {
            return place(PROTECT)
                    .map(place ->
                            "take it out of `protect` in `" + place.source().name() + "`")
                    .orElse("set `preventDestroy: false`");
        }

        /** The place where an option is written; empty when it has its default. */
        public Optional<Span> place(String option) {
            return Optional.ofNullable(places.get(option));
        }
    }
}
