package dev.setpoint.provider.sandbox;

import dev.setpoint.engine.spi.Grant;
import dev.setpoint.engine.spi.state.BackendFactory;
import dev.setpoint.engine.spi.state.ObjectStore;
import dev.setpoint.provider.aws.access.StateGrants;
import dev.setpoint.provider.aws.backend.S3Objects;
import dev.setpoint.provider.aws.backend.S3Settings;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.client.RequestLimit;
import dev.setpoint.provider.aws.connection.AwsSettings;
import dev.setpoint.provider.sandbox.call.CallListener;
import java.util.List;

/** The backend {@code s3} over the sandbox: states in a simulated bucket. */
public final class SandboxBackendFactory implements BackendFactory {

    private static final int PARALLELISM = 8;

    @Override
    public String name() {
        return "s3";
    }

    @Override
    public boolean simulated() {
        return true;
    }

    @Override
    public List<Grant> grants(Configuration configuration, boolean writing) {
        return StateGrants.bucket(configuration.settings(), configuration.environment(), writing);
    }

    @Override
    public ObjectStore open(Configuration configuration) {
        var environment = configuration.environment();
        var sandbox = SandboxProviderFactory.sandbox(configuration.sandboxFolder(), environment, CallListener.NONE);
        var clients = SandboxProviderFactory.clients(sandbox, AwsSettings.from(configuration.settings()), environment);
        return new S3Objects(
                new Aws(clients, new RequestLimit(PARALLELISM)), S3Settings.from(configuration.settings()));
    }
}
