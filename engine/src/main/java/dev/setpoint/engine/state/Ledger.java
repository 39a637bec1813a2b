package dev.setpoint.engine.state;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A state under change by entries, in place: one entry costs the same whatever the size of the state.
 * Not for several threads; whoever holds it is its one owner.
 */
public final class Ledger {

    private final SortedMap<Address, ResourceState> resources;
    private final Map<Long, JournalEntry.Intent> open = new LinkedHashMap<>();
    private final Map<Long, Identity> identified = new LinkedHashMap<>();
    private State base;
    private long lastChange;

    public Ledger(State base) {
        this.base = base;
        this.resources = new TreeMap<>(base.resources());
    }

    /** The state as of now. */
    public State state() {
        return base.withResources(resources);
    }

    /** Creations without an end and without an identity: what the state alone does not know. */
    public List<JournalEntry.Intent> unidentified() {
        return open.values().stream()
                .filter(intent -> intent.operation() == JournalEntry.Operation.CREATE)
                .filter(intent -> !identified.containsKey(intent.change()))
                .toList();
    }

    /** What must be kept beside the state when the journal is emptied: every change without an end. */
    public List<JournalEntry> openEntries() {
        var entries = new ArrayList<JournalEntry>();
        open.forEach((change, intent) -> {
            entries.add(intent);
            Optional.ofNullable(identified.get(change))
                    .ifPresent(identity -> entries.add(new JournalEntry.Identified(change, identity)));
        });
        return entries;
    }

    /** Ends what a run that is over had begun, but for what must be looked up: the state says the rest. */
    public void endInterrupted() {
        open.keySet()
                .retainAll(
                        unidentified().stream().map(JournalEntry.Intent::change).toList());
        identified.clear();
    }

    public long nextChange() {
        return ++lastChange;
    }

    /** How secrets are kept in it. */
    public Redaction redaction() {
        return base.redaction();
    }

    /** Brings what an older format has kept of secrets into the form of today. */
    public void upgradeDigests() {
        var redaction = redaction();
        replace(state().redacted());
        open.replaceAll((_, intent) -> intent.redacted(redaction) instanceof JournalEntry.Intent safe ? safe : intent);
    }

    /** Starts again from another state; open intents stay open. */
    public void replace(State state) {
        base = state;
        resources.clear();
        resources.putAll(state.resources());
    }

    /** One that the state contains the effects of already changes nothing in it. */
    public void apply(JournalEntry entry) {
        switch (entry) {
            case JournalEntry.Intent intent -> {
                lastChange = Math.max(lastChange, intent.change());
                open.put(intent.change(), intent);
                expectBoth(intent);
            }
            case JournalEntry.Identified(var change, var identity) ->
                Optional.ofNullable(open.get(change)).ifPresent(intent -> identify(intent, identity));
            case JournalEntry.Done(var change, var resource) -> {
                close(change);
                resources.put(resource.address(), resource.withDeposed(deposedAt(resource.address())));
            }
            case JournalEntry.Deleted(var change, var address, var identity) -> {
                close(change);
                resources.computeIfPresent(
                        address, (_, resource) -> without(resource, identity).orElse(null));
            }
            case JournalEntry.Failed(var change) -> close(change);
            case JournalEntry.Forgotten(var address) -> resources.remove(address);
            case JournalEntry.ReplacementDue(var address, var reference) ->
                resources.computeIfPresent(address, (_, resource) -> resource.withDueReplacement(reference));
            case JournalEntry.Restored(var address, var identity) ->
                resources.computeIfPresent(
                        address,
                        (_, resource) -> resource.withRestored(identity).orElse(resource));
            case JournalEntry.Moved(var addresses) -> move(addresses);
        }
    }

    /** Until an update has ended, the object may have what it had and what it will, and refer to both. */
    private void expectBoth(JournalEntry.Intent intent) {
        if (intent.operation() == JournalEntry.Operation.UPDATE) {
            resources.computeIfPresent(intent.address(), (_, resource) -> {
                var both = new TreeSet<>(resource.dependencies());
                both.addAll(intent.dependencies());
                return resource.withDependencies(both).withApplied(merged(resource.applied(), intent.desired()));
            });
        }
    }

    /** The first map with what only the second has, at any depth. */
    private static Value.Map merged(Value.Map first, Value.Map second) {
        var result = first;
        for (var entry : second.entries().entrySet()) {
            var here = first.get(entry.getKey()).orElse(entry.getValue());
            result = result.with(
                    entry.getKey(),
                    here instanceof Value.Map a && entry.getValue() instanceof Value.Map b ? merged(a, b) : here);
        }
        return result;
    }

    private void close(long change) {
        lastChange = Math.max(lastChange, change);
        open.remove(change);
        identified.remove(change);
    }

    /** The object exists from now on, its set-up not finished. */
    private void identify(JournalEntry.Intent intent, Identity identity) {
        identified.put(intent.change(), identity);
        var before = Optional.ofNullable(resources.get(intent.address()));
        if (before.map(ResourceState::identity).filter(identity::equals).isPresent()) {
            return;
        }
        var deposed = deposedAt(intent.address());
        // What was left over under this name must be gone: there are no two of one identity.
        deposed.removeIf(object -> object.identity().equals(identity));
        if (intent.deposes()) {
            before.ifPresent(
                    old -> deposed.add(new ResourceState.Deposed(old.identity(), old.applied(), old.dependencies())));
        }
        resources.put(
                intent.address(),
                new ResourceState(
                        intent.address(),
                        intent.type(),
                        intent.provider(),
                        identity,
                        intent.desired(),
                        Value.Map.EMPTY,
                        intent.dependencies(),
                        intent.preventDestroy(),
                        intent.retain(),
                        false,
                        deposed));
    }

    private List<ResourceState.Deposed> deposedAt(Address address) {
        return Optional.ofNullable(resources.get(address))
                .map(resource -> new ArrayList<>(resource.deposed()))
                .orElseGet(ArrayList::new);
    }

    /** What remains at an address when one object is gone; a deposed object takes the place of the present one. */
    private static Optional<ResourceState> without(ResourceState resource, Identity gone) {
        var rest = resource.deposed().stream()
                .filter(object -> !object.identity().equals(gone))
                .toList();
        if (!resource.identity().equals(gone)) {
            return Optional.of(resource.withDeposed(rest));
        }
        return rest.stream()
                .findFirst()
                .map(heir -> new ResourceState(
                        resource.address(),
                        resource.type(),
                        resource.provider(),
                        heir.identity(),
                        heir.applied(),
                        Value.Map.EMPTY,
                        heir.dependencies(),
                        resource.preventDestroy(),
                        resource.retain(),
                        false,
                        rest.subList(1, rest.size())));
    }

    private void move(Map<Address, Address> addresses) {
        var moved = new TreeMap<Address, ResourceState>();
        resources.forEach((address, resource) -> {
            var place = addresses.getOrDefault(address, address);
            moved.put(place, resource.withAddress(place).withDependencies(renamed(resource.dependencies(), addresses)));
        });
        resources.clear();
        resources.putAll(moved);
    }

    private static SortedSet<Address> renamed(SortedSet<Address> names, Map<Address, Address> addresses) {
        var renamed = new TreeSet<Address>();
        names.forEach(name -> renamed.add(addresses.getOrDefault(name, name)));
        return renamed;
    }
}
