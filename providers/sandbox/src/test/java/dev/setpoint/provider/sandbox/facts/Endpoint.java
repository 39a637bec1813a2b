package dev.setpoint.provider.sandbox.facts;

import dev.setpoint.provider.aws.testing.HttpCloud;
import dev.setpoint.provider.sandbox.Sandbox;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** A cloud that facts are tried on. */
@FunctionalInterface
interface Endpoint {

    /** Returns the client of a service in a region. */
    <C extends SdkClient> C client(Class<C> type, String region);

    static Endpoint of(Sandbox sandbox) {
        return sandbox::client;
    }

    /** Returns the emulator that tests reach over HTTP. */
    static Endpoint overHttp() {
        return Endpoint::httpClient;
    }

    private static <C extends SdkClient> C httpClient(Class<C> type, String region) {
        try {
            var builder = (AwsClientBuilder<?, ?>) type.getMethod("builder").invoke(null);
            if (builder instanceof S3ClientBuilder s3) {
                s3.forcePathStyle(true);
            }
            builder.endpointOverride(URI.create(HttpCloud.endpoint()))
                    .region(Region.of(region))
                    .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
            return type.cast(builder.build());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The SDK has no builder for " + type.getName() + ".", e);
        }
    }
}
