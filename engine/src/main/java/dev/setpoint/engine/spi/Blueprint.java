package dev.setpoint.engine.spi;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.equality.ArnOrName;
import dev.setpoint.engine.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every resource of a plan as it shall be, whether it changes or not. For one thread. */
public final class Blueprint {

    /**
     * One resource.
     *
     * @param location where its provider works: {@link Provider#location()}
     * @param desired its properties, revealed, with {@link Value.Unknown} for what is not known yet
     */
    public record Part(Address address, TypeName type, Value.Map location, Value.Map desired) {}

    private final Map<TypeName, List<Part>> byType;
    private final Map<Address, Part> byAddress;
    private final Map<TypeName, Map<String, Map<Value, Part>>> byName = new HashMap<>();

    public Blueprint(List<Part> parts) {
        this.byType = parts.stream().collect(Collectors.groupingBy(Part::type));
        this.byAddress = parts.stream().collect(Collectors.toMap(Part::address, Function.identity()));
    }

    /** The resources of a type. */
    public List<Part> of(TypeName type) {
        return byType.getOrDefault(type, List.of());
    }

    /**
     * The resource of a type that a value stands for: one that it will be read from, or one that has it as its name.
     *
     * @param property that holds the name: an ARN is taken for the name at its end
     */
    public Optional<Part> meant(TypeName type, String property, Value value) {
        return referred(type, value).or(() -> {
            var names = byName.computeIfAbsent(type, _ -> new HashMap<>()).computeIfAbsent(property, _ -> {
                var index = new HashMap<Value, Part>();
                of(type).forEach(part -> part.desired().get(property).ifPresent(own -> index.put(name(own), part)));
                return index;
            });
            return Optional.ofNullable(names.get(name(value)));
        });
    }

    /** The resource of a type that a value will be read from; empty when it is known already. */
    public Optional<Part> referred(TypeName type, Value value) {
        if (!(value instanceof Value.Unknown(var reference))) {
            return Optional.empty();
        }
        return Optional.ofNullable(byAddress.get(Address.owner(reference)))
                .filter(part -> part.type().equals(type));
    }

    private static Value name(Value value) {
        return value.revealed() instanceof Value.Str(var text) ? Value.of(ArnOrName.name(text)) : value;
    }
}
