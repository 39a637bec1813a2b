package dev.setpoint.provider.aws;

import dev.setpoint.provider.aws.call.Clients;
import dev.setpoint.provider.aws.call.Pace;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The SDK's own clients, over one HTTP client: the JDK's. It is loaded long before Apache's would be,
 * which shows at every start, and it pools connections as well once told to keep more than five idle.
 * Nothing here is made before it is first asked for.
 */
final class SdkClients implements Clients {

    private static final String IDLE_CONNECTIONS = "http.maxConnections";

    private final AwsSettings settings;
    private final Endpoints endpoints;
    private final Lazy<String> region;
    private final Lazy<SdkHttpClient> http;
    private final Lazy<AwsCredentialsProvider> credentials;
    private final Map<String, SdkClient> clients = new ConcurrentHashMap<>();

    SdkClients(AwsSettings settings, Map<String, String> environment) {
        this.settings = settings;
        this.endpoints = new Endpoints(settings.endpoint(), environment);
        this.region = new Lazy<>(() -> Regions.resolve(settings, environment));
        this.http = new Lazy<>(SdkClients::httpClient);
        this.credentials = new Lazy<>(() -> Credentials.of(settings, environment, this::stsFor));
    }

    @Override
    public String region() {
        return region.get();
    }

    @Override
    public Pace pace() {
        return settings.immediate() || endpoints.local() ? Pace.IMMEDIATE : Pace.EVENTUAL;
    }

    @Override
    public Optional<URI> endpoint(String service) {
        return endpoints.of(service);
    }

    @Override
    public S3Client s3(String region) {
        return client(S3Client.class, "s3", region, () -> {
            var builder = S3Client.builder();
            // Whatever stands in for AWS seldom has a DNS name for each bucket.
            endpoints.of("s3").ifPresent(_ -> builder.forcePathStyle(true));
            return builder;
        });
    }

    @Override
    public KmsClient kms(String region) {
        return client(KmsClient.class, "kms", region, KmsClient::builder);
    }

    @Override
    public IamClient iam() {
        return client(IamClient.class, "iam", region(), IamClient::builder);
    }

    @Override
    public StsClient sts() {
        return client(StsClient.class, "sts", region(), StsClient::builder);
    }

    @Override
    public CloudTrailClient cloudTrail() {
        return client(CloudTrailClient.class, "cloudtrail", region(), CloudTrailClient::builder);
    }

    private <C extends SdkClient, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C client(
            Class<C> type, String service, String region, Supplier<B> builder) {
        Function<String, SdkClient> build = _ -> build(service, region, builder.get(), credentials.get());
        return type.cast(clients.computeIfAbsent(service + " " + region, build));
    }

    /** A client of STS with the credentials that a role is assumed with. */
    private StsClient stsFor(AwsCredentialsProvider base) {
        return build("sts", region(), StsClient.builder(), base);
    }

    private <C extends SdkClient, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C build(
            String service, String region, B builder, AwsCredentialsProvider as) {
        Optional<URI> endpoint = endpoints.of(service);
        endpoint.ifPresent(builder::endpointOverride);
        return builder.region(Region.of(region))
                .credentialsProvider(as)
                .httpClient(http.get())
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    private static SdkHttpClient httpClient() {
        // The JDK keeps five idle connections per host unless told before the first of them.
        if (System.getProperty(IDLE_CONNECTIONS) == null) {
            System.setProperty(IDLE_CONNECTIONS, "64");
        }
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(5))
                .socketTimeout(Duration.ofSeconds(60))
                .build();
    }

    @Override
    public void close() {
        clients.values().forEach(SdkClient::close);
        http.ifMade(SdkHttpClient::close);
    }
}
