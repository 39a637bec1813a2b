package dev.setpoint.provider.aws;

import dev.setpoint.engine.spi.Grant;
import dev.setpoint.engine.spi.KeyService;
import dev.setpoint.engine.spi.KeyServiceFactory;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.access.StateGrants;
import dev.setpoint.provider.aws.call.Aws;
import dev.setpoint.provider.aws.call.InFlight;
import dev.setpoint.provider.aws.call.StateCall;
import dev.setpoint.provider.aws.encryption.KmsDataKeys;
import java.util.List;

/** Opens KMS keys for sealing states, in the region that their ARN names. */
public final class KmsKeyServiceFactory implements KeyServiceFactory {

    /** In {@code arn:aws:kms:us-east-1:111122223333:key/…}. */
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
    public KeyService open(Configuration configuration) {
        var key = configuration.settings().string("key").orElse("");
        var region = Value.of(key.split(":", -1)[REGION_IN_ARN]);
        var settings = AwsSettings.from(configuration.settings().with("region", region));
        var aws = new Aws(new SdkClients(settings, configuration.environment()), new InFlight(1));
        return new KmsDataKeys(key, configuration.stack(), () -> aws.kms(StateCall.now()), aws::close);
    }
}
