package dev.setpoint.provider.aws.s3;

import static dev.setpoint.provider.aws.testing.Providers.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.testing.TestCall;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

final class BucketDeletionTest {

    private static final Value.Map FORCE = map("{\"forceEmpty\": true}");

    private final S3Fixture s3 = S3Fixture.in("us-east-1");
    private final ResourceType bucket = s3.type("aws.s3.bucket");
    private final TestCall call = new TestCall();
    private final String name = S3Fixture.newName();

    @AfterEach
    void close() {
        s3.close();
    }

    @Test
    void anEmptyBucketIsDeleted() {
        var id = s3.versionedBucket(name);
        bucket.delete(id, Value.Map.EMPTY, call);
        assertThat(bucket.read(id, PropertySet.of(), call)).isEmpty();
    }

    @Test
    void refusesToDeleteANonEmptyBucketWithAHint() {
        var id = s3.versionedBucket(name);
        put("a");
        put("a");
        s3.behind.deleteObject(r -> r.bucket(name).key("a"));

        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> bucket.delete(id, map("{\"forceEmpty\": false}"), call))
                .withMessage(
                        "The bucket " + name + " holds 2 object versions and 1 delete marker, so it cannot be deleted.")
                .satisfies(e -> {
                    assertThat(e.kind()).isEqualTo(Kind.INVALID);
                    assertThat(e.hint().orElseThrow()).contains("forceEmpty: true");
                });
        assertThat(bucket.read(id, PropertySet.of(), call)).isPresent();
    }

    @Test
    void thousandsOfVersionsAndDeleteMarkersGoWithTheBucket() {
        var id = s3.versionedBucket(name);
        putMany(1250);
        for (var from = 0; from < 1250; from += 1000) {
            var keys = IntStream.range(from, Math.min(from + 1000, 1250))
                    .mapToObj(i -> ObjectIdentifier.builder().key("object-" + i).build())
                    .toList();
            s3.behind.deleteObjects(
                    r -> r.bucket(name).delete(d -> d.objects(keys).quiet(true)));
        }

        bucket.delete(id, FORCE, call);

        assertThat(bucket.read(id, PropertySet.of(), call)).isEmpty();
        assertThat(call.progress())
                .contains("deleting what is in " + name + ": 2,500 versions and delete markers so far");
    }

    private void putMany(int count) {
        try (var threads = Executors.newFixedThreadPool(8)) {
            IntStream.range(0, count).forEach(i -> threads.execute(() -> put("object-" + i)));
        }
    }

    @Test
    void deletesKeysWithUnusualCharacters() {
        var id = s3.versionedBucket(name);
        for (var key : List.of("a b+c%20d", "ü/ñ/日本", "<&\"'>", "tab\there", "trailing/")) {
            put(key);
        }
        bucket.delete(id, FORCE, call);
        assertThat(bucket.read(id, PropertySet.of(), call)).isEmpty();
    }

    @Test
    void unfinishedUploadsAreAborted() {
        var id = s3.versionedBucket(name);
        s3.behind.createMultipartUpload(r -> r.bucket(name).key("big"));
        put("small");
        bucket.delete(id, FORCE, call);
        assertThat(bucket.read(id, PropertySet.of(), call)).isEmpty();
    }

    private void put(String key) {
        s3.behind.putObject(r -> r.bucket(name).key(key), RequestBody.fromString("x"));
    }
}
