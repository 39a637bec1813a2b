package dev.setpoint.provider.aws.s3;

import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.Provider;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.testing.HttpCloud;
import dev.setpoint.provider.aws.testing.Providers;
import dev.setpoint.provider.aws.testing.TestCall;
import java.net.URI;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** One type on the emulator, and a client of its own to look at, and to change, things behind the type's back. */
final class S3Fixture implements AutoCloseable {

    final Provider provider;
    final S3Client behind;

    private S3Fixture(String region) {
        provider = Providers.onMoto(region);
        behind = S3Client.builder()
                .region(Region.of(region))
                .endpointOverride(URI.create(HttpCloud.endpoint()))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    static S3Fixture in(String region) {
        return new S3Fixture(region);
    }

    ResourceType type(String name) {
        return Providers.type(provider, name);
    }

    static String newName() {
        return "setpoint-" + UUID.randomUUID();
    }

    /** A bucket as a user's spec would make it, with its versioning as given. */
    Identity versionedBucket(String name) {
        type("aws.s3.bucket")
                .create(Providers.map("{\"name\": \"" + name + "\", \"versioning\": \"Enabled\"}"), new TestCall());
        return new Identity(name);
    }

    /** The change from what is live to what is desired, as the planner would ask for it. */
    static Update change(Value.Map desired, Value.Map live, String... changed) {
        return new Update(desired, live, Set.of(changed), Set.of());
    }

    static PropertySet everythingIn(Value.Map desired) {
        return new PropertySet(desired.entries().keySet());
    }

    @Override
    public void close() {
        behind.close();
        provider.close();
    }
}
