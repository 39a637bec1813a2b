package dev.setpoint.provider.aws.sts;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.DataSource;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;

/** The region of the provider's configuration. Calls nothing. */
public final class CurrentRegion implements DataSource {

    private final Aws aws;

    public CurrentRegion(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Value.Map read(Value.Map properties, Call call) {
        return properties.with("name", Value.of(aws.region()));
    }
}
