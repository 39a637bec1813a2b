package dev.setpoint.provider.aws;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.DataSource;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.value.Value;

/**
 * What a resource type manages, found by its name and read alone.
 *
 * @param thing completes "there is no …"
 * @param outputs beside those that every read gives
 */
record Lookup(ResourceType type, String thing, PropertySet outputs) implements DataSource {

    private static final String NAME = "name";

    @Override
    public TypeName name() {
        return type.name();
    }

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
