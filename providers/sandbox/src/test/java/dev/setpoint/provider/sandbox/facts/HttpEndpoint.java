package dev.setpoint.provider.sandbox.facts;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;

/** An emulator over HTTP. */
final class HttpEndpoint implements Endpoint, AutoCloseable {

    private final String url;
    private final Map<String, SdkClient> clients = new ConcurrentHashMap<>();
    private final AtomicReference<String> account = new AtomicReference<>("");

    HttpEndpoint(String url) {
        this.url = url;
    }

    @Override
    public <C extends SdkClient> C client(Class<C> type, String region) {
        return type.cast(clients.computeIfAbsent(type.getName() + " " + region, _ -> open(type, region)));
    }

    private <C extends SdkClient> C open(Class<C> type, String region) {
        try {
            var builder = (AwsClientBuilder<?, ?>) type.getMethod("builder").invoke(null);
            if (builder instanceof S3ClientBuilder s3) {
                s3.forcePathStyle(true);
            }
            builder.endpointOverride(URI.create(url))
                    .region(Region.of(region))
                    .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
            return type.cast(builder.build());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The SDK has no builder for " + type.getName() + ".", e);
        }
    }

    /** Asks once: a question after each reset would make the emulator load IAM every time. */
    @Override
    public String account() {
        return account.updateAndGet(known -> known.isEmpty()
                ? client(StsClient.class, "us-east-1").getCallerIdentity().account()
                : known);
    }

    @Override
    public void close() {
        clients.values().forEach(SdkClient::close);
    }
}
