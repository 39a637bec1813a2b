package dev.setpoint.engine.apply.run;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a run has left in the cloud so far, whether or not the change that did it came to its end. */
public final class RunChanges {

    private final Map<Address, Identity> made = new ConcurrentHashMap<>();
    private final Set<Address> updated = ConcurrentHashMap.newKeySet();
    private final Set<String> removed = ConcurrentHashMap.newKeySet();

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
     * The value without those items of its lists that name an object which the run has begun to delete: some clouds
     * take them out with the object, as a policy leaves the roles it was attached to.
     */
    Value withoutRemoved(Value value) {
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

    /** The object that the run has made at the address. */
    public Optional<Identity> madeAt(Address address) {
        return Optional.ofNullable(made.get(address));
    }

    /** Whether the run has begun to change the object at the address. */
    public boolean hasUpdated(Address address) {
        return updated.contains(address);
    }
}
