package dev.setpoint.provider.aws.encryption;

import dev.setpoint.engine.spi.Grant;
import dev.setpoint.engine.spi.Reach;
import dev.setpoint.engine.spi.state.KeyService;
import dev.setpoint.engine.spi.state.KeyServiceFactory;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.access.StateGrants;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.client.RequestLimit;
import dev.setpoint.provider.aws.client.StateCall;
import dev.setpoint.provider.aws.connection.AwsReach;
import dev.setpoint.provider.aws.connection.AwsSettings;
import dev.setpoint.provider.aws.connection.SdkClients;
import java.util.List;
import java.util.Optional;

/** Opens KMS keys for sealing states, in the region that their ARN names. */
public final class KmsKeyServiceFactory implements KeyServiceFactory {

    /** Place of the region in {@code arn:aws:kms:us-east-1:111122223333:key/…}. */
    private static final int REGION_IN_ARN = 3;

    @Override
    public String name() {
        return "kms";
    }

    @Override
    public List<Grant> grants(Configuration configuration, boolean writing) {
        return StateGrants.sealing(configuration.settings(), writing);
    }

    @Override
    public Reach reach(Configuration configuration) {
        return AwsReach.of(settings(configuration), configuration.environment(), Optional.of("KMS"));
    }

    @Override
    public Optional<String> account(Configuration configuration) {
        try (var aws = aws(configuration)) {
            return Optional.of(aws.caller(StateCall.now()).accountId());
        }
    }

    @Override
    public KeyService open(Configuration configuration) {
        var aws = aws(configuration);
        return new KmsDataKeys(key(configuration), configuration.stack(), () -> aws.kms(StateCall.now()), aws::close);
    }

    private static Aws aws(Configuration configuration) {
        var settings = AwsSettings.from(settings(configuration));
        return new Aws(new SdkClients(settings, configuration.environment()), new RequestLimit(1));
    }

    private static Value.Map settings(Configuration configuration) {
        return configuration
                .settings()
                .with("region", Value.of(key(configuration).split(":", -1)[REGION_IN_ARN]));
    }

    private static String key(Configuration configuration) {
        return configuration.settings().string("key").orElse("");
    }
}
