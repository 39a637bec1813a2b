package dev.setpoint.engine.planning.live;

import dev.setpoint.engine.schema.Identification;
import dev.setpoint.engine.spi.Realm;
import java.util.Map;
import java.util.Optional;

/**
 * Accounts and regions of provider configurations. Two configurations with the same account and region are one place
 * for the identity of objects.
 */
public record Locations(Map<String, Realm> realms) {

    public Locations {
        realms = Map.copyOf(realms);
    }

    /**
     * Returns a text that is equal for configurations which reach the same objects, or the configuration's name when
     * its account is unknown.
     */
    public String place(String provider, Identification.Reach reach) {
        var realm = Optional.ofNullable(realms.get(provider));
        return switch (reach) {
            case EVERYWHERE -> "";
            case ACCOUNT -> realm.map(Realm::account).orElse(provider);
            case REGION -> realm.map(Realm::toString).orElse(provider);
        };
    }
}
