package dev.setpoint.engine.check;

import dev.setpoint.engine.schema.Identification;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Locations of provider configurations, as far as their settings alone tell. Two locations are equal if the
 * configurations certainly work in the same account or region. A plan asks the cloud instead.
 */
final class StaticLocations {

    private static final String PLACE = "x-place";

    private final StaticSettings settings;
    private final Map<String, Value.Map> schemas = new HashMap<>();

    StaticLocations(StaticSettings settings) {
        this.settings = settings;
    }

    String of(String provider, Identification.Reach reach) {
        return switch (reach) {
            case EVERYWHERE -> "";
            case ACCOUNT -> place(provider, "account");
            case REGION -> place(provider, "account") + " " + place(provider, "region");
        };
    }

    /** Returns the settings that decide the location, or the configuration's name when they are not known. */
    private String place(String provider, String kind) {
        if (schema(provider).entries().isEmpty()) {
            return provider;
        }
        var deciding = Value.Map.EMPTY;
        for (var setting : settings.of(provider).entries().entrySet()) {
            if (schema(provider).map(setting.getKey()).string(PLACE).equals(Optional.of(kind))) {
                deciding = deciding.with(setting.getKey(), setting.getValue().revealedDeep());
            }
        }
        return deciding.isKnown() ? Json.canonical(deciding) : provider;
    }

    /** The settings that the provider's schema has. */
    private Value.Map schema(String provider) {
        var dot = provider.indexOf('.');
        return schemas.computeIfAbsent(
                dot < 0 ? provider : provider.substring(0, dot),
                factory -> SchemaFiles.bundled()
                        .provider(factory)
                        .map(schema -> schema.map("properties"))
                        .orElse(Value.Map.EMPTY));
    }
}
