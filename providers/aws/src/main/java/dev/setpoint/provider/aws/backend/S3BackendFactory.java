package dev.setpoint.provider.aws.backend;

import dev.setpoint.engine.spi.Grant;
import dev.setpoint.engine.spi.Reach;
import dev.setpoint.engine.spi.state.BackendFactory;
import dev.setpoint.engine.spi.state.ObjectStore;
import dev.setpoint.provider.aws.access.StateGrants;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.client.RequestLimit;
import dev.setpoint.provider.aws.client.StateCall;
import dev.setpoint.provider.aws.connection.AwsReach;
import dev.setpoint.provider.aws.connection.AwsSettings;
import dev.setpoint.provider.aws.connection.SdkClients;
import java.util.List;
import java.util.Optional;

/** Opens states in S3, or in whatever answers at an overridden endpoint. */
public final class S3BackendFactory implements BackendFactory {

    /** A journal writes one segment after the other; beside it there are the lock's renewals and reads of segments. */
    private static final int PARALLELISM = 8;

    @Override
    public String name() {
        return "s3";
    }

    @Override
    public List<Grant> grants(Configuration configuration, boolean writing) {
        return StateGrants.bucket(configuration.settings(), configuration.environment(), writing);
    }

    @Override
    public Reach reach(Configuration configuration) {
        return AwsReach.of(configuration.settings(), configuration.environment(), Optional.of("S3"));
    }

    @Override
    public Optional<String> account(Configuration configuration) {
        try (var aws = aws(configuration)) {
            return Optional.of(aws.caller(StateCall.now()).accountId());
        }
    }

    @Override
    public ObjectStore open(Configuration configuration) {
        return new S3Objects(aws(configuration), S3Settings.from(configuration.settings()));
    }

    /** Makes clients with a limit of their own: the renewal of a lock must not queue behind the requests of a large apply. */
    private static Aws aws(Configuration configuration) {
        return new Aws(
                new SdkClients(AwsSettings.from(configuration.settings()), configuration.environment()),
                new RequestLimit(PARALLELISM));
    }
}
