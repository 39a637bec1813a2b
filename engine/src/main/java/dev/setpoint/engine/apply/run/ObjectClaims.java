package dev.setpoint.engine.apply.run;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.planning.live.Inventory;
import dev.setpoint.engine.schema.ObjectKey;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Value;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Addresses that own each object during a run: from the state, and from what the run creates. An object of one
 * address is never given to another. Thread-safe.
 */
public final class ObjectClaims {

    private record Slot(Address address, Identity identity) {}

    private final Inventory inventory;
    private final Map<Slot, Set<ObjectKey>> known = new HashMap<>();
    private final Map<ObjectKey, Set<Address>> holders = new ConcurrentHashMap<>();

    public ObjectClaims(State before, Plan plan, Inventory inventory) {
        this.inventory = inventory;
        var left = left(before, plan);
        before.resources()
                .values()
                .forEach(resource -> inventory.each(resource, (held, keys) -> {
                    if (left.contains(new Slot(held.address(), held.identity()))) {
                        return;
                    }
                    known.put(new Slot(held.address(), held.identity()), keys);
                    keys.forEach(key ->
                            holders.computeIfAbsent(key, _ -> new TreeSet<>()).add(held.address()));
                }));
    }

    /** Returns the objects that an address gives up: those that another address keeps, and those that are gone. */
    private static Set<Slot> left(State before, Plan plan) {
        var left = new HashSet<Slot>();
        for (var change : plan.changes()) {
            switch (change.effect()) {
                case Change.Forget forget
                when forget.reason() != Change.ForgetReason.RETAINED ->
                    left.add(new Slot(change.address(), forget.id()));
                case Change.Create create
                when create.reason() == Change.CreateReason.HELD ->
                    before.resource(change.address())
                            .ifPresent(resource -> left.add(new Slot(change.address(), resource.identity())));
                default -> {}
            }
        }
        return left;
    }

    /** Claims the object that these properties identify. Returns the address that owns it already, if there is one. */
    public Optional<Address> claim(ResourceBlock block, Value.Map desired) {
        return claim(block.address(), inventory.declared(block.type(), block.provider(), desired));
    }

    /** Claims the object with an identity from the cloud. Returns the address that owns it already, if there is one. */
    public Optional<Address> claim(ResourceBlock block, Identity identity) {
        return claim(block.address(), List.of(inventory.assigned(block.type().name(), block.provider(), identity)));
    }

    private Optional<Address> claim(Address address, Collection<ObjectKey> keys) {
        var other = new AtomicReference<Optional<Address>>(Optional.empty());
        for (var key : keys) {
            holders.compute(key, (_, here) -> {
                var all = new TreeSet<>(here == null ? Set.<Address>of() : here);
                all.stream()
                        .filter(holder -> !holder.equals(address))
                        .findFirst()
                        .ifPresent(holder -> other.set(Optional.of(holder)));
                if (other.get().isEmpty()) {
                    all.add(address);
                }
                return all;
            });
        }
        return other.get();
    }

    /** Returns another address that owns the object. */
    public Optional<Address> otherHolder(Address address, TypeName type, String provider, Identity identity) {
        return holders.getOrDefault(inventory.assigned(type, provider, identity), Set.of()).stream()
                .filter(holder -> !holder.equals(address))
                .findFirst();
    }

    /** Gives up the address's claim to an object. */
    public void release(Address address, Identity identity) {
        for (var key : known.getOrDefault(new Slot(address, identity), Set.of())) {
            holders.computeIfPresent(key, (_, here) -> {
                var rest = new TreeSet<>(here);
                rest.remove(address);
                return rest;
            });
        }
    }
}
