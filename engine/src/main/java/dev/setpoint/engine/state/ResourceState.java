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
 * The last applied state of one resource.
 *
 * @param applied desired properties of the last complete apply, with those that an interrupted update may have added;
 *     while {@code complete} is false, those of the interrupted creation
 * @param outputs outputs from the cloud
 * @param dependencies dependencies at the last apply; deletions follow them in reverse
 * @param preventDestroy protection as applied, which outlives the block
 * @param retain true when removing the block keeps the object
 * @param complete false when the set-up of the object was interrupted; the next plan finishes it
 * @param deposed replaced objects that are still to be deleted
 * @param dueReplacements references of {@code replaceOnChange} whose value has changed or is changing, and whose
 *     replacement has not started
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

    /** @param dependencies dependencies of this object, which may differ from those of the current one */
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

    /** Creates a resource for which no replacement is due. */
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
     * Returns the last applied values to compare with. After an interrupted creation, only values that the spec no
     * longer has are returned, so that they are removed; the others are compared only with the live object.
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

    /** Returns this resource with another provider configuration. */
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

    /** Returns this resource with another address. */
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

    /** Returns this resource with a due replacement, because this reference changes. */
    public ResourceState withDueReplacement(String reference) {
        var all = new TreeSet<>(dueReplacements);
        all.add(reference);
        return with(address, applied, outputs, dependencies, deposed, all);
    }

    /**
     * Returns this resource with a deposed object as the current one and the current one deposed; empty when there is
     * no such object. Its outputs must be read again.
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

    /** Returns this resource without secrets, ready to be written. */
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
