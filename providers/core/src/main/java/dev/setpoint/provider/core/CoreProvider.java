package dev.setpoint.provider.core;

import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Provider;
import dev.setpoint.engine.spi.Realm;
import dev.setpoint.engine.spi.RegisteredType;
import dev.setpoint.engine.value.Value;
import java.util.Optional;

/** The provider of {@code core.value}; it has no settings, no account and nothing to close. */
final class CoreProvider implements Provider {

    private static final String VALUE = "core.value";

    @Override
    public Optional<Realm> realm(Call call) {
        return Optional.empty();
    }

    @Override
    public Optional<RegisteredType> type(TypeSchema schema) {
        return switch (schema.name().text()) {
            case VALUE -> Optional.of(RegisteredType.of(new KeptValue()));
            default -> Optional.empty();
        };
    }

    @Override
    public Value.Map complete(TypeSchema schema, Value.Map desired) {
        return desired;
    }

    @Override
    public void close() {}
}
