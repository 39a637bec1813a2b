package dev.setpoint.engine.planning.live;

import dev.setpoint.engine.schema.Identification;
import dev.setpoint.engine.spi.Realm;
import java.util.Map;
import java.util.Optional;

/**
 * Places that provider configurations work in, as far as objects are told apart by it: two configurations of one
 * account and region are one place.
 */
public record Locations(Map<String, Realm> realms) {

    public Locations {
        realms = Map.copyOf(realms);
    }

    /** Equal for configurations that reach the same object by the same identity; the name where nobody knows. */
    public String place(String provider, Identification.Reach reach) {
        var realm = Optional.ofNullable(realms.get(provider));
        return switch (reach) {
            case EVERYWHERE -> "";
            case ACCOUNT -> realm.map(Realm::account).orElse(provider);
            case REGION -> realm.map(Realm::toString).orElse(provider);
        };
    }
}
