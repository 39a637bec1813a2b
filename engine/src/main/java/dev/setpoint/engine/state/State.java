package dev.setpoint.engine.state;

import dev.setpoint.engine.address.Address;
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
 * @param realms provider configuration → the account it worked in
 */
public record State(
        String stack,
        String lineage,
        long serial,
        Map<String, String> realms,
        SortedMap<Address, ResourceState> resources,
        Value.Map outputs) {

    public State {
        realms = Collections.unmodifiableMap(new TreeMap<>(realms));
        resources = Collections.unmodifiableSortedMap(new TreeMap<>(resources));
    }

    public Optional<ResourceState> resource(Address address) {
        return Optional.ofNullable(resources.get(address));
    }

    /** The mark on what this state's stack makes at an address: {@link dev.setpoint.engine.spi.Call#ownershipTag()}. */
    public String ownershipTag(Address address) {
        return lineage + "/" + address;
    }

    public State withResources(Map<Address, ResourceState> others) {
        return new State(stack, lineage, serial, realms, new TreeMap<>(others), outputs);
    }

    public State withSerial(long number) {
        return new State(stack, lineage, number, realms, resources, outputs);
    }

    public State withRealms(Map<String, String> accounts) {
        return new State(stack, lineage, serial, accounts, resources, outputs);
    }

    public State withOutputs(Value.Map values) {
        return new State(stack, lineage, serial, realms, resources, values);
    }

    /** As it may be written: without secrets. */
    public State redacted() {
        var redaction = new Redaction(lineage);
        var shown = new TreeMap<Address, ResourceState>();
        resources.forEach((address, resource) -> shown.put(address, resource.redacted(redaction)));
        return new State(stack, lineage, serial, realms, shown, redaction.redact(outputs));
    }

    public boolean isEmpty() {
        return resources.isEmpty();
    }
}
