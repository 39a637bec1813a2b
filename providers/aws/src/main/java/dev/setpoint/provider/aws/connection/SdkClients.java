package dev.setpoint.provider.aws.connection;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.provider.aws.client.Clients;
import dev.setpoint.provider.aws.client.Partitions;
import dev.setpoint.provider.aws.client.ServiceName;
import dev.setpoint.provider.aws.wait.Pace;
import dev.setpoint.provider.aws.wait.WallClock;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3control.S3ControlClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The SDK's own clients, over one HTTP client: the JDK's. It is loaded long before Apache's would be,
 * which shows at every start, and it pools connections as well once told to keep more than five idle.
 * Nothing here is made before it is first asked for.
 */
public final class SdkClients implements Clients {

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final String IDLE_CONNECTIONS = "http.maxConnections";

    private final AwsSettings settings;
    private final Endpoints endpoints;
    private final Profiles profiles;
    private final Lazy<String> region;
    private final Lazy<SdkHttpClient> http;
    private final Lazy<AwsCredentialsProvider> credentials;
    private final Map<String, SdkClient> clients = new ConcurrentHashMap<>();

    public SdkClients(AwsSettings settings, Map<String, String> environment) {
        this.settings = settings;
        this.endpoints = new Endpoints(settings.endpoint(), environment);
        this.profiles = new Profiles(environment);
        this.region = new Lazy<>(() -> Regions.resolve(settings, environment, profiles));
        this.http = new Lazy<>(SdkClients::httpClient);
        this.credentials = new Lazy<>(() -> Credentials.of(settings, environment, profiles, this::stsFor));
    }

    @Override
    public String region() {
        return region.get();
    }

    @Override
    public Pace pace() {
        return settings.immediate() || endpoints.local() ? WallClock.IMMEDIATE : WallClock.EVENTUAL;
    }

    @Override
    public Optional<URI> endpoint(ServiceName service) {
        return endpoints.of(service);
    }

    @Override
    public <C extends SdkClient> C client(Class<C> type, String region) {
        requireLabel(region);
        Function<String, SdkClient> build =
                _ -> build(type, region, credentials.get(), endpoints.of(ServiceName.of(type)));
        return type.cast(clients.computeIfAbsent(type.getSimpleName() + " " + region, build));
    }

    @Override
    public <C extends SdkClient> Optional<C> withoutTls(Class<C> type, String region) {
        requireLabel(region);
        var service = ServiceName.of(type);
        if (endpoints.of(service).isPresent()) {
            return Optional.empty();
        }
        var suffix = Partitions.of(region).dnsSuffix();
        var plain = URI.create("http://%s.%s.%s".formatted(service.module(), region, suffix));
        return Optional.of(type.cast(clients.computeIfAbsent(
                type.getSimpleName() + " " + region + " http",
                _ -> build(type, region, credentials.get(), Optional.of(plain)))));
    }

    /** A region is a part of the host that is called, wherever it comes from. */
    private static void requireLabel(String region) {
        if (!LABEL.matcher(region).matches()) {
            throw ProviderException.of(Kind.INVALID, "NoRegion", "`" + region + "` is no region of AWS.")
                    .hint("A region is named like `us-east-1`.");
        }
    }

    /** A client of STS with the credentials that a role is assumed with. */
    private StsClient stsFor(AwsCredentialsProvider base) {
        requireLabel(region());
        return build(StsClient.class, region(), base, endpoints.of(ServiceName.of(StsClient.class)));
    }

    private <C extends SdkClient> C build(
            Class<C> type, String region, AwsCredentialsProvider as, Optional<URI> elsewhere) {
        var builder = builder(type);
        elsewhere.ifPresent(endpoint -> redirect(ServiceName.of(type), builder, endpoint));
        ((SdkSyncClientBuilder<?, ?>) builder).httpClient(http.get());
        builder.region(Region.of(region))
                .credentialsProvider(as)
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .defaultProfileFileSupplier(profiles::file)
                        .defaultProfileName(profiles.name(settings)));
        return type.cast(builder.build());
    }

    /** Every client interface of the SDK has a static {@code builder()}, and no type in common that says so. */
    private static AwsClientBuilder<?, ?> builder(Class<?> client) {
        try {
            return (AwsClientBuilder<?, ?>) client.getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The SDK's " + client.getSimpleName() + " cannot be built.", e);
        }
    }

    private static void redirect(ServiceName service, AwsClientBuilder<?, ?> builder, URI endpoint) {
        builder.endpointOverride(endpoint);
        if (service.module().equals("s3")) {
            // Whatever stands in for AWS seldom has a DNS name for each bucket.
            ((S3ClientBuilder) builder).forcePathStyle(true);
        }
        if (service.module().equals("s3control")) {
            // Nor one for each account.
            ((S3ControlClientBuilder) builder)
                    .endpointProvider(_ -> CompletableFuture.completedFuture(
                            Endpoint.builder().url(endpoint).build()));
        }
    }

    private static SdkHttpClient httpClient() {
        // The JDK keeps five idle connections per host unless told before the first of them.
        if (System.getProperty(IDLE_CONNECTIONS) == null) {
            System.setProperty(IDLE_CONNECTIONS, "64");
        }
        return new SendOnceHttpClient(new BoundedHttpClient(UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(5))
                .socketTimeout(Duration.ofSeconds(60))
                .build()));
    }

    @Override
    public void close() {
        clients.values().forEach(SdkClient::close);
        http.ifMade(SdkHttpClient::close);
    }
}
