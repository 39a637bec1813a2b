package dev.setpoint.provider.core;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import java.util.Optional;
import java.util.UUID;

/**
 * The type {@code core.value}: keeps the properties it is given in the state, with an {@code id} that stays the same
 * for as long as the resource lives. Its schema says {@code x-stateOnly}: the last applied properties are the live
 * ones, so the engine does not read it.
 */
final class KeptValue implements ResourceType {

    private static final String ID = "id";

    @Override
    public Value.Map create(Value.Map desired, Call call) {
        var id = UUID.randomUUID().toString();
        call.identified(new Identity(id));
        return desired.with(ID, Value.of(id));
    }

    /** Returns only the id: the properties are in the state and nowhere else. */
    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        return Optional.of(Value.Map.EMPTY.with(ID, Value.of(id.value())));
    }

    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        return update.desired().with(ID, Value.of(id.value()));
    }

    @Override
    public void delete(Identity id, Value.Map last, Call call) {}

    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        return Optional.empty();
    }
}
