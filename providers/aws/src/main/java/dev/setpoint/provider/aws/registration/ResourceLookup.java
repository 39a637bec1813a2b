package dev.setpoint.provider.aws.registration;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.DataSource;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.value.Value;

/**
 * Data source that finds an object of a resource type by its name and reads it.
 *
 * @param thing completes "There is no …"
 * @param outputs to read, beside those that every read gives
 */
public record ResourceLookup(ResourceType type, String thing, PropertySet outputs) implements DataSource {

    private static final String NAME = "name";

    @Override
    public Value.Map read(Value.Map properties, Call call) {
        var found = type.find(properties, call)
                .flatMap(id -> type.read(id, outputs, call))
                .orElseThrow(() -> ProviderException.of(
                                Kind.INVALID,
                                "NotFound",
                                "There is no %s %s."
                                        .formatted(
                                                thing, properties.string(NAME).orElse("")))
                        .about(NAME)
                        .hint("A provider sees what is in its own account and region."));
        return found.plus(properties);
    }
}
