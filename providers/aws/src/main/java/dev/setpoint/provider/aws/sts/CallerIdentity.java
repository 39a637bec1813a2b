package dev.setpoint.provider.aws.sts;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.DataSource;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import java.util.Map;

/** The identity that signs the requests. See behaviour.md#sts-caller. */
public final class CallerIdentity implements DataSource {

    private final Aws aws;

    public CallerIdentity(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Value.Map read(Value.Map properties, Call call) {
        var caller = aws.caller(call);
        return properties.plus(new Value.Map(Map.of(
                "accountId", Value.of(caller.accountId()),
                "arn", Value.of(caller.arn()),
                "userId", Value.of(caller.userId()))));
    }
}
