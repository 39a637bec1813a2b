package dev.setpoint.engine.spi;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.schema.Equality;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.value.Value;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every resource of a plan with its desired properties, whether it changes or not. For one thread. */
public final class PlannedStack {

    /**
     * One resource.
     *
     * @param provider the configuration that it belongs to: {@code aws.replica}
     * @param location where its provider works: {@link Provider#location()}
     * @param desired its properties, revealed, with {@link Value.Unknown} for what is not known yet
     */
    public record Part(Address address, TypeSchema schema, String provider, Value.Map location, Value.Map desired) {

        public TypeName type() {
            return schema.name();
        }
    }

    private final Map<TypeName, List<Part>> byType;
    private final Map<Address, Part> byAddress;
    private final Map<Name, Map<Value, Part>> byName = new HashMap<>();

    private record Name(TypeName type, String property, Equality equality) {}

    public PlannedStack(List<Part> parts) {
        this.byType = parts.stream().collect(Collectors.groupingBy(Part::type));
        this.byAddress = parts.stream()
                .collect(Collectors.toMap(Part::address, Function.identity(), (one, _) -> one, LinkedHashMap::new));
    }

    /** All resources. */
    public Collection<Part> all() {
        return byAddress.values();
    }

    /** The resources of a type. */
    public List<Part> of(TypeName type) {
        return byType.getOrDefault(type, List.of());
    }

    /**
     * Finds the resource of a type that a value stands for: one that it will be read from, or one that has it as its
     * name.
     *
     * @param property that holds the name
     * @param equality tells when a name and the value are the same
     */
    public Optional<Part> meant(TypeName type, String property, Equality equality, Value value) {
        return referred(type, value)
                .or(() -> Optional.ofNullable(byName.computeIfAbsent(new Name(type, property, equality), this::index)
                        .get(equality.canonical(value.revealed()))));
    }

    private Map<Value, Part> index(Name name) {
        var index = new HashMap<Value, Part>();
        of(name.type())
                .forEach(part -> part.desired()
                        .get(name.property())
                        .ifPresent(own -> index.put(name.equality().canonical(own.revealed()), part)));
        return index;
    }

    /** The resource of a type that a value will be read from; empty when it is known already. */
    public Optional<Part> referred(TypeName type, Value value) {
        if (!(value instanceof Value.Unknown(var reference, var _))) {
            return Optional.empty();
        }
        return Optional.ofNullable(byAddress.get(Address.owner(reference)))
                .filter(part -> part.type().equals(type));
    }
}
