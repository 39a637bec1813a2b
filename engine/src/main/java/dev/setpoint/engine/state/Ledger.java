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
 * A state that entries change in place, so that an entry costs the same for any size of state. Not thread-safe; it
 * has one owner.
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

    /** Returns the present state. */
    public State state() {
        return base.withResources(resources);
    }

    /** Returns creations that have neither ended nor got an identity, so that the state has no trace of them. */
    public List<JournalEntry.Intent> unidentified() {
        return open.values().stream()
                .filter(intent -> intent.operation() == JournalEntry.Operation.CREATE)
                .filter(intent -> !identified.containsKey(intent.change()))
                .toList();
    }

    /**
     * Returns the entries to keep beside the state when the journal is emptied: those of every change that has not
     * ended.
     */
    public List<JournalEntry> openEntries() {
        var entries = new ArrayList<JournalEntry>();
        open.forEach((change, intent) -> {
            entries.add(intent);
            Optional.ofNullable(identified.get(change))
                    .ifPresent(identity -> entries.add(new JournalEntry.Identified(change, identity)));
        });
        return entries;
    }

    /** Closes the changes of an interrupted run, except creations that must be looked up. The state has the rest. */
    public void endInterrupted() {
        open.keySet()
                .retainAll(
                        unidentified().stream().map(JournalEntry.Intent::change).toList());
        identified.clear();
    }

    public long nextChange() {
        return ++lastChange;
    }

    /** Returns the redaction that replaces secrets in the state. */
    public Redaction redaction() {
        return base.redaction();
    }

    /** Converts digests of secrets from an older format to the present one. */
    public void upgradeDigests() {
        var redaction = redaction();
        replace(state().redacted());
        open.replaceAll((_, intent) -> intent.redacted(redaction) instanceof JournalEntry.Intent safe ? safe : intent);
    }

    /** Replaces the state; open intents stay open. */
    public void replace(State state) {
        base = state;
        resources.clear();
        resources.putAll(state.resources());
    }

    /** Applies an entry. An entry whose effects the state has already changes nothing. */
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

    /**
     * Records old and new values and dependencies of an update, because the object may have either until the update
     * ends.
     */
    private void expectBoth(JournalEntry.Intent intent) {
        if (intent.operation() == JournalEntry.Operation.UPDATE) {
            resources.computeIfPresent(intent.address(), (_, resource) -> {
                var both = new TreeSet<>(resource.dependencies());
                both.addAll(intent.dependencies());
                return resource.withDependencies(both).withApplied(merged(resource.applied(), intent.desired()));
            });
        }
    }

    /** Returns the first map with the members that only the second one has, at any depth. */
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

    /** Records that the object exists and that its set-up has not finished. */
    private void identify(JournalEntry.Intent intent, Identity identity) {
        identified.put(intent.change(), identity);
        var before = Optional.ofNullable(resources.get(intent.address()));
        if (before.map(ResourceState::identity).filter(identity::equals).isPresent()) {
            return;
        }
        var deposed = deposedAt(intent.address());
        // A deposed object with this identity must be gone, because identities are unique.
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

    /** Returns the resource without an object. When the current object is gone, a deposed one becomes current. */
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
