package dev.setpoint.engine.schema;

import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Look-up of equalities by the names that schemas use. */
final class NamedEqualities {

    private static final Map<String, Equality> OWN =
            Map.of("case-insensitive", CommonEquality.CASE_INSENSITIVE, "json", CommonEquality.JSON);

    private static final ConcurrentMap<String, Equality> FOUND = new ConcurrentHashMap<>();

    private NamedEqualities() {}

    /** @throws IllegalArgumentException when neither the engine nor a provider has it */
    static Equality named(String name) {
        var own = OWN.get(name);
        return own != null ? own : FOUND.computeIfAbsent(name, NamedEqualities::ofProvider);
    }

    private static Equality ofProvider(String name) {
        return ServiceLoader.load(Equalities.class, Equalities.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .map(equalities -> equalities.named(name))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("x-equal does not know `" + name + "`."));
    }
}
