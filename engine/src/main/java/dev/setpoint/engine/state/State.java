package dev.setpoint.engine.state;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.Realm;
import dev.setpoint.engine.value.DigestKey;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What Setpoint last did to one stack.
 *
 * @param lineage made once, when the stack is first applied; two states with different lineages have nothing to do with each other
 * @param serial grows by one with each write
 * @param realms provider configuration → where it worked
 * @param providers provider configuration → its settings when it was last used, so that what was made with it can be
 *     deleted when its block is gone; those without settings are left out
 * @param revealed outputs that are sensitive, with their values; only a sealed state keeps any
 * @param digestKey for the digests in the place of secrets; nothing but the state and its journal may hold it
 * @param run while a run makes objects, and after it was cut short: its number, by which they can be told
 */
public record State(
        String stack,
        String lineage,
        long serial,
        Map<String, Realm> realms,
        Map<String, Value.Map> providers,
        SortedMap<Address, ResourceState> resources,
        Value.Map outputs,
        Value.Map sensitiveOutputs,
        DigestKey digestKey,
        Optional<String> run) {

    public State {
        realms = Collections.unmodifiableMap(new TreeMap<>(realms));
        providers = Collections.unmodifiableMap(new TreeMap<>(providers));
        resources = Collections.unmodifiableSortedMap(new TreeMap<>(resources));
    }

    public Optional<ResourceState> resource(Address address) {
        return Optional.ofNullable(resources.get(address));
    }

    /** The mark on what the run makes at an address: {@link dev.setpoint.engine.spi.Call#ownershipTag()}. */
    public String ownershipTag(Address address) {
        return OwnershipTag.of(lineage, run, address);
    }

    /** Whether an object is recorded, as a resource's present one or a superseded one. */
    public boolean holds(Address address, Identity identity) {
        return resource(address)
                .filter(resource -> resource.identity().equals(identity)
                        || resource.deposed().stream()
                                .anyMatch(object -> object.identity().equals(identity)))
                .isPresent();
    }

    public State withResources(Map<Address, ResourceState> others) {
        return new State(
                stack,
                lineage,
                serial,
                realms,
                providers,
                new TreeMap<>(others),
                outputs,
                sensitiveOutputs,
                digestKey,
                run);
    }

    public State withSerial(long number) {
        return new State(
                stack, lineage, number, realms, providers, resources, outputs, sensitiveOutputs, digestKey, run);
    }

    public State withRealms(Map<String, Realm> places) {
        return new State(
                stack, lineage, serial, places, providers, resources, outputs, sensitiveOutputs, digestKey, run);
    }

    /** Settings that are empty tell nothing. */
    public State withProviders(Map<String, Value.Map> settings) {
        var told = new TreeMap<>(settings);
        told.values().removeIf(map -> map.entries().isEmpty());
        return new State(stack, lineage, serial, realms, told, resources, outputs, sensitiveOutputs, digestKey, run);
    }

    public State withOutputs(Value.Map values) {
        return new State(
                stack, lineage, serial, realms, providers, resources, values, sensitiveOutputs, digestKey, run);
    }

    public State withSensitiveOutputs(Value.Map values) {
        return new State(stack, lineage, serial, realms, providers, resources, outputs, values, digestKey, run);
    }

    /** A new run is under way. */
    public State withNewRun() {
        return withRun(Optional.of(OwnershipTag.newRun()));
    }

    public State withRun(Optional<String> number) {
        return new State(
                stack, lineage, serial, realms, providers, resources, outputs, sensitiveOutputs, digestKey, number);
    }

    /** How it keeps secrets. */
    public Redaction redaction() {
        return Redaction.keyed(lineage, digestKey);
    }

    /** As it may be written: without secrets. */
    public State redacted() {
        var redaction = redaction();
        var shown = new TreeMap<Address, ResourceState>();
        resources.forEach((address, resource) -> shown.put(address, resource.redacted(redaction)));
        var settings = new TreeMap<String, Value.Map>();
        providers.forEach((name, map) -> settings.put(name, redaction.redact(map)));
        return new State(
                stack,
                lineage,
                serial,
                realms,
                settings,
                shown,
                redaction.redact(outputs),
                sensitiveOutputs,
                digestKey,
                run);
    }

    public boolean isEmpty() {
        return resources.isEmpty();
    }
}
