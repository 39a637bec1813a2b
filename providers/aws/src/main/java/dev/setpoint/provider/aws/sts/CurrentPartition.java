package dev.setpoint.provider.aws.sts;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.DataSource;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.client.Partitions;
import java.util.Map;

/** The partition the provider's region lies in. Calls nothing. See behaviour.md#partitions. */
public final class CurrentPartition implements DataSource {

    private final Aws aws;

    public CurrentPartition(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Value.Map read(Value.Map properties, Call call) {
        var partition = Partitions.of(aws.region());
        return properties.plus(new Value.Map(Map.of(
                "partition", Value.of(partition.id()),
                "dnsSuffix", Value.of(partition.dnsSuffix()))));
    }
}
