package dev.setpoint.provider.aws.connection;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.provider.aws.client.ServiceName;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Addresses that requests go to instead of AWS: the setting {@code endpoint}, or the variables that all AWS tools
 * read. A profile's {@code endpoint_url} is read by the SDK itself.
 */
final class Endpoints {

    private static final String ALL = "AWS_ENDPOINT_URL";
    private static final String IGNORE = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "localhost.localstack.cloud");

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final Optional<URI> setting;
    private final Map<String, String> environment;

    Endpoints(Optional<URI> setting, Map<String, String> environment) {
        this.setting = setting;
        this.environment = environment;
    }

    /** The endpoint of a service; empty for AWS's own. */
    Optional<URI> of(ServiceName service) {
        return setting.or(() -> variable(ALL + "_" + service.variable())).or(() -> variable(ALL));
    }

    /** True when the cloud is an emulator on this machine. */
    boolean local() {
        return of(ServiceName.of(StsClient.class))
                .or(() -> of(ServiceName.of(S3Client.class)))
                .map(URI::getHost)
                .filter(LOOPBACK::contains)
                .isPresent();
    }

    private Optional<URI> variable(String name) {
        return Boolean.parseBoolean(environment.get(IGNORE))
                ? Optional.empty()
                : Optional.ofNullable(environment.get(name))
                        .filter(text -> !text.isBlank())
                        .map(text -> address(name, text));
    }

    private static URI address(String variable, String text) {
        try {
            var address = new URI(text.strip());
            if (SCHEMES.contains(Optional.ofNullable(address.getScheme()).orElse("")) && address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // Said below, in our words.
        }
        throw ProviderException.of(Kind.INVALID, "NoAddress", "%s is not a valid URL: `%s`.".formatted(variable, text))
                .hint("Write an address such as http://localhost:4566.");
    }
}
