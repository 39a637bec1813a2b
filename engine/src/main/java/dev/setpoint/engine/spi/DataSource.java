package dev.setpoint.engine.spi;

import dev.setpoint.engine.value.Value;

/** Something that is only read. Called from many threads at once. */
public interface DataSource {

    /**
     * The outputs.
     *
     * @throws ProviderException when there is no such thing
     */
    Value.Map read(Value.Map properties, Call call);
}
