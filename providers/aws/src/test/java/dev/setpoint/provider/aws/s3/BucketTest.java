package dev.setpoint.provider.aws.s3;

import static dev.setpoint.provider.aws.testing.Providers.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.testing.EmulatorGap;
import dev.setpoint.provider.aws.testing.TestCall;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CORSRule;

final class BucketTest {

    private final S3Fixture s3 = S3Fixture.in("us-east-1");
    private final ResourceType bucket = s3.type("aws.s3.bucket");
    private final TestCall call = new TestCall();
    private final String name = S3Fixture.newName();
    private final Identity id = new Identity(name);

    @AfterEach
    void close() {
        s3.close();
    }

    @Test
    void createsABucketWithEverySettingAndReadsItBack() {
        var target = logTarget();
        var desired = everything(target);

        var made = bucket.create(desired, call);

        assertThat(call.identities()).containsExactly(id);
        assertSame(made, told(desired));
        var read = bucket.read(id, S3Fixture.everythingIn(desired), call).orElseThrow();
        assertSame(read, told(desired));
    }

    /** A bucket whose policy admits the delivery of access logs. */
    private String logTarget() {
        var target = S3Fixture.newName();
        s3.versionedBucket(target);
        s3.behind.putBucketPolicy(r -> r.bucket(target).policy("""
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
              "Principal": {"Service": "logging.s3.amazonaws.com"}, "Action": "s3:PutObject",
              "Resource": "arn:aws:s3:::%s/*"}]}\
            """.formatted(target)));
        return target;
    }

    private Value.Map everything(String target) {
        return map("""
            {"name": "%s",
             "tags": {"Project": "s3-encryption", "Empty": "x"},
             "publicAccessBlock": {"blockPublicAcls": true, "ignorePublicAcls": true,
                                   "blockPublicPolicy": false, "restrictPublicBuckets": true},
             "ownership": "BucketOwnerEnforced",
             "versioning": "Enabled",
             "encryption": {"algorithm": "aws:kms", "bucketKey": true, "blockedEncryptionTypes": ["NONE"],
                            "kmsKey": "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000"},
             "logging": {"targetBucket": "%s", "targetPrefix": "access/"},
             "lifecycle": {"transitionDefaultMinimumObjectSize": "all_storage_classes_128K", "rules": [
               {"id": "archive", "status": "Enabled",
                "filter": {"prefix": "old/", "tags": {"a": "1"}},
                "transitions": [{"days": 30, "storageClass": "STANDARD_IA"}, {"days": 90, "storageClass": "GLACIER"}],
                "noncurrentVersionExpiration": {"noncurrentDays": 90, "newerNoncurrentVersions": 3}},
               {"id": "uploads", "status": "Enabled", "filter": {"prefix": ""},
                "abortIncompleteMultipartUpload": {"daysAfterInitiation": 7}}]}}\
            """.formatted(name, target));
    }

    private Value.Map outputs(String region) {
        return map("""
            {"arn": "arn:aws:s3:::%s", "region": "%s", "regionalDomainName": "%s.s3.%s.amazonaws.com"}\
            """.formatted(name, region, name, region));
    }

    /** Also reads the outputs. S3 is asked about MFA delete only where the spec manages versioning. */
    private Value.Map told(Value.Map properties) {
        var told = properties.plus(outputs("us-east-1"));
        return properties.has("versioning") ? told.with("mfaDelete", Value.of("Disabled")) : told;
    }

    private static void assertSame(Value live, Value expected) {
        assertThat(forgiven(live)).isEqualTo(forgiven(expected));
    }

    private static Value forgiven(Value value) {
        return EmulatorGap.forgiveAll(
                value, EmulatorGap.LIFECYCLE_NEWER_NONCURRENT_VERSIONS, EmulatorGap.BLOCKED_ENCRYPTION_TYPES);
    }

    @Test
    void readsOnlyWantedProperties() {
        bucket.create(map("{\"name\": \"" + name + "\", \"tags\": {\"a\": \"b\"}}"), call);
        var read = bucket.read(id, PropertySet.of("versioning"), call).orElseThrow();
        assertThat(read).isEqualTo(outputs("us-east-1").with("mfaDelete", Value.of("Disabled")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        tags              | {"a": "1", "b": "2"}                             | {"b": "3"}
        tags              | {"a": "1"}                                       | {}
        publicAccessBlock | {"blockPublicAcls": true, "ignorePublicAcls": true, "blockPublicPolicy": true, "restrictPublicBuckets": true} \
        | {"blockPublicAcls": true, "ignorePublicAcls": true, "blockPublicPolicy": false, "restrictPublicBuckets": true}
        ownership         | "BucketOwnerEnforced"                            | "ObjectWriter"
        versioning        | "Enabled"                                        | "Suspended"
        encryption        | {"algorithm": "AES256", "bucketKey": false}      | {"algorithm": "aws:kms", "bucketKey": true}
        encryption        | {"algorithm": "aws:kms", "kmsKey": "alias/a", "bucketKey": true} | {"algorithm": "aws:kms", "kmsKey": "alias/b", "bucketKey": true}
        lifecycle         | {"transitionDefaultMinimumObjectSize": "all_storage_classes_128K", "rules": [{"id": "a", "status": "Enabled", "filter": {"prefix": ""}, "expiration": {"days": 3}}]} \
        | {"transitionDefaultMinimumObjectSize": "all_storage_classes_128K", "rules": [{"id": "a", "status": "Disabled", "filter": {"prefix": "x/"}, "expiration": {"date": "2027-01-01T00:00:00Z"}}]}
        """)
    void changesOnePropertyInPlace(String property, String before, String after) {
        var desired = map("{\"name\": \"" + name + "\"}").with(property, Json.read(before));
        var live = bucket.create(desired, call);
        var cors = CORSRule.builder().allowedMethods("GET").allowedOrigins("*").build();
        s3.behind.putBucketCors(r -> r.bucket(name).corsConfiguration(c -> c.corsRules(cors)));

        var changed = desired.with(property, Json.read(after));
        var updated = bucket.update(id, S3Fixture.change(changed, live, property), call);

        assertThat(updated).isEqualTo(told(changed));
        assertThat(bucket.read(id, S3Fixture.everythingIn(changed), call)).contains(updated);
        assertThat(s3.behind.getBucketCors(r -> r.bucket(name)).corsRules()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        tags              | {"a": "1"}                                  | {}
        publicAccessBlock | {"blockPublicAcls": false, "ignorePublicAcls": false, "blockPublicPolicy": false, "restrictPublicBuckets": false} \
        | {"blockPublicAcls": true, "ignorePublicAcls": true, "blockPublicPolicy": true, "restrictPublicBuckets": true}
        ownership         | "ObjectWriter"                              | "BucketOwnerEnforced"
        versioning        | "Enabled"                                   | "Suspended"
        lifecycle         | {"rules": [{"id": "a", "status": "Enabled", "filter": {"prefix": ""}, "expiration": {"days": 3}}]} |
        """)
    void resetsARemovedPropertyToThatOfANewBucket(String property, String before, String after) {
        var desired = map("{\"name\": \"" + name + "\"}").with(property, Json.read(before));
        var live = bucket.create(desired, call);
        var update = new Update(desired.without(property), live, Set.of(), Set.of(property));

        assertThat(bucket.update(id, update, call).has(property)).isFalse();

        var read = bucket.read(id, PropertySet.of(property), call).orElseThrow();
        assertThat(read.get(property).map(Json::canonical))
                .isEqualTo(Optional.ofNullable(after).map(text -> Json.canonical(Json.read(text))));
    }

    @Test
    void removedEncryptionAndLoggingAreGone() {
        var desired = map("""
            {"name": "%s", "encryption": {"algorithm": "aws:kms", "bucketKey": false},
             "logging": {"targetBucket": "%s", "targetPrefix": ""}}\
            """.formatted(name, logTarget()));
        var live = bucket.create(desired, call);
        bucket.update(id, new Update(map("{}"), live, Set.of(), Set.of("encryption", "logging")), call);

        var read =
                bucket.read(id, PropertySet.of("encryption", "logging"), call).orElseThrow();
        assertThat(read.has("logging")).isFalse();
        // AWS has AES256 again, moto nothing.
        assertThat(read.map("encryption").string("algorithm").orElse("AES256")).isEqualTo("AES256");
    }

    @Test
    void leavesUnmanagedSwitchesAlone() {
        var open = map("""
            {"name": "%s", "publicAccessBlock": {"blockPublicAcls": true, "ignorePublicAcls": false,
             "blockPublicPolicy": false, "restrictPublicBuckets": true}}\
            """.formatted(name));
        var live = bucket.create(open, call);
        var partly = map("{\"name\": \"%s\", \"publicAccessBlock\": {\"blockPublicPolicy\": true}}".formatted(name));
        var updated = bucket.update(id, S3Fixture.change(partly, live, "publicAccessBlock"), call);
        assertThat(updated.map("publicAccessBlock").bool("ignorePublicAcls")).contains(false);
        assertThat(updated.map("publicAccessBlock").bool("restrictPublicBuckets"))
                .contains(true);
        assertThat(updated.map("publicAccessBlock").bool("blockPublicPolicy")).contains(true);
    }

    @Test
    void driftShowsInARead() {
        bucket.create(map("{\"name\": \"" + name + "\", \"versioning\": \"Enabled\"}"), call);
        s3.behind.putBucketVersioning(
                r -> r.bucket(name).versioningConfiguration(v -> v.status(BucketVersioningStatus.SUSPENDED)));
        assertThat(bucket.read(id, PropertySet.of("versioning"), call)
                        .orElseThrow()
                        .string("versioning"))
                .contains("Suspended");
    }

    @Test
    void aBucketOutsideUsEast1IsMadeInItsRegion() {
        try (var west = S3Fixture.in("us-west-2")) {
            var made = west.type("aws.s3.bucket").create(map("{\"name\": \"" + name + "\"}"), call);
            assertThat(made).isEqualTo(map("{\"name\": \"" + name + "\"}").plus(outputs("us-west-2")));
            assertThat(west.behind.getBucketLocation(r -> r.bucket(name)).locationConstraintAsString())
                    .isEqualTo("us-west-2");
        }
    }

    @Test
    void refusesABucketInAnotherRegion() {
        try (var west = S3Fixture.in("us-west-2")) {
            west.type("aws.s3.bucket").create(map("{\"name\": \"" + name + "\"}"), call);
        }
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> bucket.read(id, PropertySet.of(), call))
                .withMessage("The bucket " + name + " is in us-west-2, but its provider works in us-east-1.");
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> bucket.find(map("{\"name\": \"" + name + "\"}"), call))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NAME_TAKEN));
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> bucket.create(map("{\"name\": \"" + name + "\"}"), call))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NAME_TAKEN));
    }

    @Test
    void anExistingBucketIsFoundButNeverAdoptedByACreation() {
        var desired = map("{\"name\": \"" + name + "\"}");
        assertThat(bucket.find(desired, call)).isEmpty();
        bucket.create(desired, call);
        assertThat(bucket.find(desired, call)).contains(id);

        var second = new TestCall();
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> bucket.create(desired, second))
                .satisfies(e -> {
                    assertThat(e.kind()).isEqualTo(Kind.NAME_TAKEN);
                    assertThat(e.hint().orElseThrow()).contains("import: " + name);
                });
        assertThat(second.identities()).isEmpty();
    }

    @Test
    void readsADeletedBucketAsGoneAndDeletesItAgain() {
        assertThat(bucket.read(id, PropertySet.of("tags"), call)).isEmpty();
        bucket.delete(id, Value.Map.EMPTY, call);
    }
}
