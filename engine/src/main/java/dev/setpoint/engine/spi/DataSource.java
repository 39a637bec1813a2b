package dev.setpoint.engine.spi;

import dev.setpoint.engine.value.Value;

/** Kind of object that is only read. Called from many threads at once. */
public interface DataSource {

    /**
     * Reads the outputs.
     *
     * @throws ProviderException when there is no such thing
     */
    Value.Map read(Value.Map properties, Call call);
}
