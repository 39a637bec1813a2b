package dev.setpoint.engine.apply.run;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.value.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Objects that a run has created, updated or begun to delete so far, also by changes that then failed. */
public final class RunChanges {

    private final Map<Address, Identity> made = new ConcurrentHashMap<>();
    private final Set<Address> updated = ConcurrentHashMap.newKeySet();
    private final Set<String> removed = ConcurrentHashMap.newKeySet();
    private final Map<String, Address> names = new ConcurrentHashMap<>();

    public void made(Address address, Identity identity) {
        made.put(address, identity);
    }

    public void updating(Address address) {
        updated.add(address);
    }

    public void removing(Identity identity) {
        removed.add(identity.value());
    }

    /**
     * Notes names of an object that this run deletes or updates. From then on, the cloud may write one for another in
     * other objects, such as the unique id of a deleted user for its ARN.
     */
    public void naming(Address address, Collection<String> all) {
        all.forEach(name -> names.put(name, address));
    }

    /** Returns the value as far as this run's own deletions and updates do not change it in the cloud. */
    Value lasting(Value value) {
        return named(withoutRemoved(value));
    }

    /** Returns the value with one name for each object that has several. */
    private Value named(Value value) {
        return switch (value) {
            case Value.Str(var text) ->
                Optional.ofNullable(names.get(text))
                        .<Value>map(address -> Value.of("a name of " + address))
                        .orElse(value);
            case Value.List _, Value.Map _ -> value.mapChildren(this::named);
            case Value.Null _, Value.Bool _, Value.Num _, Value.Unknown _, Value.Secret _, Value.Redacted _ -> value;
        };
    }

    /**
     * Returns the value without list items that name an object being deleted by this run. Some clouds remove such
     * items themselves, such as a deleted policy from the roles it was attached to.
     */
    private Value withoutRemoved(Value value) {
        return switch (value) {
            case Value.List(var items) ->
                new Value.List(items.stream()
                        .filter(item -> !(item instanceof Value.Str(var text) && removed.contains(text)))
                        .map(this::withoutRemoved)
                        .toList());
            case Value.Map(var entries) -> {
                var kept = new LinkedHashMap<String, Value>();
                entries.forEach((name, entry) -> kept.put(name, withoutRemoved(entry)));
                yield new Value.Map(kept);
            }
            case Value.Null _,
                    Value.Bool _,
                    Value.Num _,
                    Value.Str _,
                    Value.Unknown _,
                    Value.Secret _,
                    Value.Redacted _ -> value;
        };
    }

    /** Returns the object that the run has created at the address. */
    public Optional<Identity> madeAt(Address address) {
        return Optional.ofNullable(made.get(address));
    }

    /** Tells whether the run has begun to update the object at the address. */
    public boolean hasUpdated(Address address) {
        return updated.contains(address);
    }
}
