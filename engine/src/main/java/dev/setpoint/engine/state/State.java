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
 * The state of one stack: its resources as last applied.
 *
 * @param lineage random id from the first apply; states with different lineages are unrelated
 * @param serial number that grows by one with each write
 * @param realms account and region of each provider configuration
 * @param providers settings of each provider configuration at its last use, so that its resources can be deleted when
 *     its block is removed; configurations without settings are left out
 * @param sensitiveOutputs values of sensitive outputs; only an encrypted state keeps any
 * @param digestKey key of the digests that replace secrets; only the state and its journal may contain it
 * @param run id of the run that creates objects, also after it was interrupted; its objects have it in their tags
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

    /**
     * Returns the tag of objects that this run creates at an address: {@link
     * dev.setpoint.engine.spi.Call#ownershipTag()}.
     */
    public String ownershipTag(Address address) {
        return OwnershipTag.of(lineage, run, address);
    }

    /** Tells whether the address has the object, as the current or a deposed one. */
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

    /** Returns this state as that of a stack with another name. */
    public State ofStack(String name) {
        return new State(
                name, lineage, serial, realms, providers, resources, outputs, sensitiveOutputs, digestKey, run);
    }

    public State withSerial(long number) {
        return new State(
                stack, lineage, number, realms, providers, resources, outputs, sensitiveOutputs, digestKey, run);
    }

    public State withRealms(Map<String, Realm> places) {
        return new State(
                stack, lineage, serial, places, providers, resources, outputs, sensitiveOutputs, digestKey, run);
    }

    /** Returns this state with these provider settings. Empty settings are left out. */
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

    /** Returns this state with the id of a new run. */
    public State withNewRun() {
        return withRun(Optional.of(OwnershipTag.newRun()));
    }

    public State withRun(Optional<String> number) {
        return new State(
                stack, lineage, serial, realms, providers, resources, outputs, sensitiveOutputs, digestKey, number);
    }

    /** Returns the redaction that replaces secrets in this state. */
    public Redaction redaction() {
        return Redaction.keyed(lineage, digestKey);
    }

    /** Returns this state without secrets, ready to be written. */
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
