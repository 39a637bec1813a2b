package dev.setpoint.provider.core;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.DataSource;
import dev.setpoint.engine.spi.Provider;
import dev.setpoint.engine.spi.Realm;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.value.Value;
import java.util.Optional;

/** The provider of {@code core.value}; it has no settings, no account and nothing to close. */
final class CoreProvider implements Provider {

    private static final ResourceType VALUE = new KeptValue();

    @Override
    public Optional<Realm> realm(Call call) {
        return Optional.empty();
    }

    @Override
    public Optional<ResourceType> resourceType(TypeName name) {
        return VALUE.name().equals(name) ? Optional.of(VALUE) : Optional.empty();
    }

    @Override
    public Optional<DataSource> dataSource(TypeName name) {
        return Optional.empty();
    }

    @Override
    public Value.Map complete(TypeSchema schema, Value.Map desired) {
        return desired;
    }

    @Override
    public void close() {}
}
