package dev.setpoint.engine.state;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One resource as it was last applied.
 *
 * @param applied the desired properties that were last applied in full, with any that an update cut short may have added; while {@code complete} is false, what a create that did not end was to apply
 * @param outputs what the cloud gave
 * @param dependencies what it depended on when it was applied: deletions run these backwards
 * @param preventDestroy protection as applied: it outlives the block that asked for it
 * @param retain deleting the block leaves the object
 * @param complete false when the object exists but its set-up was cut short: the next plan finishes it
 * @param deposed objects that a replacement has superseded and that are still to be deleted
 * @param due references of {@code replaceOnChange} that have changed, or begun to, without the replacement having begun
 */
public record ResourceState(
        Address address,
        TypeName type,
        String provider,
        Identity identity,
        Value.Map applied,
        Value.Map outputs,
        SortedSet<Address> dependencies,
        boolean preventDestroy,
        boolean retain,
        boolean complete,
        List<Deposed> deposed,
        SortedSet<String> dueReplacements) {

    /** @param dependencies what this object depends on: the one that superseded it may depend on other things */
    public record Deposed(Identity identity, Value.Map applied, SortedSet<Address> dependencies) {
        public Deposed {
            dependencies = Collections.unmodifiableSortedSet(new TreeSet<>(dependencies));
        }
    }

    public ResourceState {
        dependencies = Collections.unmodifiableSortedSet(new TreeSet<>(dependencies));
        deposed = List.copyOf(deposed);
        dueReplacements = Collections.unmodifiableSortedSet(new TreeSet<>(dueReplacements));
    }

    /** For which no replacement is due. */
    public ResourceState(
            Address address,
            TypeName type,
            String provider,
            Identity identity,
            Value.Map applied,
            Value.Map outputs,
            SortedSet<Address> dependencies,
            boolean preventDestroy,
            boolean retain,
            boolean complete,
            List<Deposed> deposed) {
        this(
                address,
                type,
                provider,
                identity,
                applied,
                outputs,
                dependencies,
                preventDestroy,
                retain,
                complete,
                deposed,
                new TreeSet<>());
    }

    /**
     * The last applied values to compare with. Of what was cut short it is certain only that it may be there:
     * what the spec no longer has is taken back, the rest is compared with the live object alone.
     */
    public Optional<Value.Map> comparable(Value.Map desired) {
        if (complete) {
            return Optional.of(applied);
        }
        var left = applied;
        for (var name : desired.entries().keySet()) {
            left = left.without(name);
        }
        return Optional.of(left).filter(map -> !map.entries().isEmpty());
    }

    public ResourceState withApplied(Value.Map properties) {
        return with(address, properties, outputs, dependencies, deposed, dueReplacements);
    }

    /** The same objects, reached with another provider configuration. */
    public ResourceState withProvider(String configuration) {
        return new ResourceState(
                address,
                type,
                configuration,
                identity,
                applied,
                outputs,
                dependencies,
                preventDestroy,
                retain,
                complete,
                deposed,
                dueReplacements);
    }

    /** The same objects under another address. */
    public ResourceState withAddress(Address place) {
        return with(place, applied, outputs, dependencies, deposed, dueReplacements);
    }

    public ResourceState withDependencies(SortedSet<Address> others) {
        return with(address, applied, outputs, others, deposed, dueReplacements);
    }

    public ResourceState withOutputs(Value.Map values) {
        return with(address, applied, values, dependencies, deposed, dueReplacements);
    }

    public ResourceState withDeposed(List<Deposed> objects) {
        return with(address, applied, outputs, dependencies, objects, dueReplacements);
    }

    /** To be replaced, because this reference changes. */
    public ResourceState withDueReplacement(String reference) {
        var all = new TreeSet<>(dueReplacements);
        all.add(reference);
        return with(address, applied, outputs, dependencies, deposed, all);
    }

    /**
     * With a left-over as the present object again, and the present one left over instead; empty when there is no such
     * left-over. Its outputs are to be read.
     */
    public Optional<ResourceState> withRestored(Identity leftOver) {
        return deposed.stream()
                .filter(object -> object.identity.equals(leftOver))
                .findFirst()
                .map(object -> {
                    var others = new ArrayList<>(deposed);
                    others.remove(object);
                    others.add(new Deposed(identity, applied, dependencies));
                    return new ResourceState(
                            address,
                            type,
                            provider,
                            object.identity,
                            object.applied,
                            Value.Map.EMPTY,
                            object.dependencies,
                            preventDestroy,
                            retain,
                            true,
                            others);
                });
    }

    /** As it may be written: without secrets. */
    public ResourceState redacted(Redaction redaction) {
        return with(
                address,
                redaction.redact(applied),
                redaction.redact(outputs),
                dependencies,
                deposed.stream()
                        .map(object ->
                                new Deposed(object.identity, redaction.redact(object.applied), object.dependencies))
                        .toList(),
                dueReplacements);
    }

    private ResourceState with(
            Address place,
            Value.Map properties,
            Value.Map values,
            SortedSet<Address> others,
            List<Deposed> objects,
            SortedSet<String> references) {
        return new ResourceState(
                place,
                type,
                provider,
                identity,
                properties,
                values,
                others,
                preventDestroy,
                retain,
                complete,
                objects,
                references);
    }
}
