package dev.setpoint.engine.planning.live;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.schema.Identification.Reach;
import dev.setpoint.engine.schema.ObjectKey;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** An index of the objects in a state: from identifying keys to addresses. */
public final class Inventory {

    /**
     * One object of the state.
     *
     * @param current false for a deposed object
     */
    public record Held(Address address, Identity identity, boolean current) {}

    private final SchemaCatalog catalog;
    private final Locations locations;
    private final Redaction redaction;
    private final Map<ObjectKey, List<Held>> holders = new HashMap<>();

    public Inventory(State state, SchemaCatalog catalog, Locations locations) {
        this.catalog = catalog;
        this.locations = locations;
        this.redaction = state.redaction();
        state.resources()
                .values()
                .forEach(resource -> each(
                        resource,
                        (held, keys) -> keys.forEach(key -> holders.computeIfAbsent(key, _ -> new ArrayList<>(1))
                                .add(held))));
    }

    /** Calls the consumer for each object of the resource, with all its keys. */
    public void each(ResourceState resource, BiConsumer<Held, Set<ObjectKey>> found) {
        var known = resource.applied().plus(resource.outputs());
        found.accept(
                new Held(resource.address(), resource.identity(), true), keys(resource, resource.identity(), known));
        resource.deposed()
                .forEach(old -> found.accept(
                        new Held(resource.address(), old.identity(), false),
                        keys(resource, old.identity(), old.applied())));
    }

    private Set<ObjectKey> keys(ResourceState resource, Identity identity, Value.Map known) {
        var type = catalog.type(resource.type());
        if (type.filter(TypeSchema::stateOnly).isPresent()) {
            return Set.of();
        }
        var keys = new LinkedHashSet<ObjectKey>();
        keys.add(assigned(resource.type(), resource.provider(), identity));
        type.ifPresent(schema -> keys.addAll(declared(schema, resource.provider(), known)));
        return keys;
    }

    /** Returns the key of an id that the cloud assigned. */
    public ObjectKey assigned(TypeName type, String provider, Identity identity) {
        var reach = catalog.type(type)
                .map(schema -> schema.identification().reach())
                .orElse(Reach.REGION);
        return ObjectKey.assigned(type, locations.place(provider, reach), identity.value());
    }

    /**
     * Returns the keys of the type's identifying properties, when all are known. A secret has two keys: its value,
     * and the digest in the state.
     */
    public Set<ObjectKey> declared(TypeSchema type, String provider, Value.Map values) {
        var place = locations.place(provider, type.identification().reach());
        var keys = new LinkedHashSet<ObjectKey>();
        ObjectKey.declared(type, place, values::get).ifPresent(keys::add);
        ObjectKey.declared(type, place, name -> values.get(name).map(redaction::redact))
                .ifPresent(keys::add);
        keys.removeIf(key -> !key.isKnown());
        return keys;
    }

    /** Returns the key of the type's identifying properties, of which some may be unknown. */
    public Optional<ObjectKey> undetermined(TypeSchema type, String provider, Value.Map values) {
        var place = locations.place(provider, type.identification().reach());
        return ObjectKey.declared(type, place, values::get).filter(key -> !key.isKnown());
    }

    /** Returns the addresses that own the object. */
    public List<Held> holders(ObjectKey key) {
        return holders.getOrDefault(key, List.of());
    }

    /** Returns the owners of each object that several addresses own. */
    public List<List<Held>> shared() {
        return holders.entrySet().stream()
                .filter(entry -> entry.getKey().assigned() && entry.getValue().size() > 1)
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparing(held -> held.getFirst().address()))
                .toList();
    }
}
