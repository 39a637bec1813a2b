package dev.setpoint.provider.sandbox;

import dev.setpoint.provider.aws.client.Clients;
import dev.setpoint.provider.aws.wait.Pace;
import java.util.Optional;
import software.amazon.awssdk.core.SdkClient;

/** A sandbox's clients for one configured provider. */
final class SandboxClients implements Clients {

    private final Sandbox sandbox;
    private final String region;

    SandboxClients(Sandbox sandbox, String region) {
        this.sandbox = sandbox;
        this.region = region;
    }

    @Override
    public String region() {
        return region;
    }

    @Override
    public Pace pace() {
        return new SimulatedPace(sandbox);
    }

    @Override
    public <C extends SdkClient> C client(Class<C> type, String region) {
        return sandbox.client(type, region);
    }

    @Override
    public <C extends SdkClient> Optional<C> withoutTls(Class<C> type, String region) {
        return Optional.of(sandbox.plainClient(type, region));
    }

    /** Does nothing: the providers of a run share the sandbox, which holds nothing open. */
    @Override
    public void close() {}
}
