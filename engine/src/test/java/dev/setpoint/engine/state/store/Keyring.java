package dev.setpoint.engine.state.store;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.seal.DataKey;
import dev.setpoint.engine.seal.Seal;
import dev.setpoint.engine.seal.Sealer;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Keys in memory, one for each name. */
class Keyring implements Sealer {
    private final String name;
    private final Map<String, byte[]> keys = new LinkedHashMap<>();

    Keyring(String name) {
        this.name = name;
        keys.put(name, DataKey.random());
    }

    Keyring reading(Keyring other) {
        var both = new Keyring(name);
        both.keys.putAll(other.keys);
        both.keys.putAll(keys);
        return both;
    }

    @Override
    public Result<Optional<DataKey>> key() {
        var seal = new Seal(Value.Map.EMPTY.with("method", Value.of("test")).with("name", Value.of(name)));
        return open("It", seal).map(Optional::of);
    }

    @Override
    public Result<DataKey> open(String what, Seal seal) {
        return Optional.ofNullable(keys.get(seal.content().string("name").orElse("")))
                .map(key -> Result.ok(new DataKey(seal, key)))
                .orElseGet(() -> Result.failed(Diagnostic.error("SP0000", what + " is not sealed by " + name)));
    }
}
