package dev.setpoint.provider.aws.client;

import dev.setpoint.provider.aws.wait.Pace;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.core.SdkClient;

/**
 * The service clients of one configured provider: the SDK's own, or simulated ones. Each is made when
 * first asked for and kept. Resource types never use them directly but through {@link Aws}, which
 * guards every request.
 */
public interface Clients extends AutoCloseable {

    /**
     * The region the provider works in.
     *
     * @throws dev.setpoint.engine.spi.ProviderException when none is configured anywhere
     */
    String region();

    Pace pace();

    /** Address that requests to a service go to instead of AWS; empty when they go to AWS. */
    default Optional<URI> endpoint(ServiceName service) {
        return Optional.empty();
    }

    /** @param type the SDK's interface of a service, {@code KmsClient} */
    <C extends SdkClient> C client(Class<C> type, String region);

    /** A client that sends its requests to AWS without TLS; empty where requests go somewhere else than to AWS. */
    default <C extends SdkClient> Optional<C> withoutTls(Class<C> type, String region) {
        return Optional.empty();
    }

    @Override
    void close();
}
