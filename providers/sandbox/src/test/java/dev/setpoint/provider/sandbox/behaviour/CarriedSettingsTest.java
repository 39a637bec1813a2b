package dev.setpoint.provider.sandbox.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.provider.sandbox.Sandbox;
import dev.setpoint.provider.sandbox.contract.Cloud;
import dev.setpoint.provider.sandbox.contract.ContractRun;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.Tag;

/** An upload keeps the settings of an object that the spec does not mention. See behaviour.md#s3-object-whole. */
final class CarriedSettingsTest {

    private static final String BUCKET = "it-is";
    private static final String KEY = "one";
    private static final String EXPIRES = "2030-01-01T00:00:00Z";
    private static final String RETAINED = "2999-01-01T00:00:00Z";

    @TempDir
    private Path folder;

    private ContractRun run;
    private S3Client s3;

    @BeforeEach
    void open() {
        run = new ContractRun(Cloud.SANDBOX, folder, Map.of());
        s3 = Sandbox.open(folder.resolve("cloud")).client(S3Client.class, "us-east-1");
    }

    private static Source stack(String properties, String ownership) {
        return new Source("setpoint.yaml", """
            setpoint: v1
            stack: objects
            providers:
              aws: {region: us-east-1}
            resources:
              bucket: {type: aws.s3.bucket, properties: {name: it-is, versioning: Enabled, objectLock: {}, ownership: %s, forceEmpty: true}}
              object: {type: aws.s3.object, properties: {bucket: "${bucket.name}", key: one, %s}}
            """.formatted(ownership, properties));
    }

    private static Source stack(String properties) {
        return stack(properties, "ObjectWriter");
    }

    /** Somebody gives the object settings that the spec does not have, with the same content. */
    private void setOutside(RequestBody content) {
        s3.deletePublicAccessBlock(r -> r.bucket(BUCKET));
        s3.putObject(
                r -> r.bucket(BUCKET)
                        .key(KEY)
                        .contentType("application/octet-stream")
                        .cacheControl("max-age=60")
                        .contentDisposition("attachment")
                        .contentLanguage("en")
                        .expires(Instant.parse(EXPIRES))
                        .websiteRedirectLocation("/two")
                        .metadata(Map.of("origin", "outside"))
                        .tagging("Class=secret%20one&Owner=them")
                        .acl(ObjectCannedACL.PUBLIC_READ)
                        .objectLockMode("GOVERNANCE")
                        .objectLockRetainUntilDate(Instant.parse(RETAINED))
                        .objectLockLegalHoldStatus("ON"),
                content);
    }

    private HeadObjectResponse head() {
        return s3.headObject(r -> r.bucket(BUCKET).key(KEY));
    }

    @SuppressWarnings("deprecation")
    private void assertCarried() {
        var head = head();
        assertThat(head.cacheControl()).isEqualTo("max-age=60");
        assertThat(head.contentDisposition()).isEqualTo("attachment");
        assertThat(head.contentLanguage()).isEqualTo("en");
        assertThat(head.expires()).isEqualTo(Instant.parse(EXPIRES));
        assertThat(head.websiteRedirectLocation()).isEqualTo("/two");
        assertThat(head.metadata()).containsExactly(Map.entry("origin", "outside"));
        assertThat(head.objectLockModeAsString()).isEqualTo("GOVERNANCE");
        assertThat(head.objectLockRetainUntilDate()).isEqualTo(Instant.parse(RETAINED));
        assertThat(head.objectLockLegalHoldStatusAsString()).isEqualTo("ON");
        assertThat(s3.getObjectTagging(r -> r.bucket(BUCKET).key(KEY)).tagSet())
                .containsExactlyInAnyOrder(tag("Class", "secret one"), tag("Owner", "them"));
        assertThat(s3.getObjectAcl(r -> r.bucket(BUCKET).key(KEY)).grants())
                .anyMatch(grant -> grant.permission() == Permission.READ
                        && grant.grantee().uri().endsWith("/global/AllUsers"))
                .anyMatch(grant -> grant.permission() == Permission.FULL_CONTROL);
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"content: b", "content: a, encryption: {algorithm: \"aws:kms\"}"})
    void anotherContentOrEncryptionKeepsWhatTheSpecDoesNotMention(String changed) {
        run.apply(stack("content: a"));
        setOutside(RequestBody.fromString("a"));
        run.apply(stack(changed));
        assertCarried();
    }

    @Test
    void anObjectThatGoesUpInPartsKeepsItsSettings() throws IOException {
        var file = folder.resolve("large");
        try (var large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(17L << 20);
        }
        run.apply(stack("content: a"));
        setOutside(RequestBody.fromString("a"));
        run.apply(stack("file: \"" + file + "\""));
        assertCarried();
    }

    @Test
    void aSettingThatTheSpecHasOrTakesOutIsTheSpecs() {
        run.apply(
                stack("content: a, cacheControl: no-store, metadata: {a: b}, tags: {Mine: own}, contentLanguage: de"));
        s3.putObject(
                r -> r.bucket(BUCKET).key(KEY).contentDisposition("attachment").tagging("Class=secret"),
                RequestBody.fromString("a"));
        run.apply(stack("content: b, cacheControl: no-cache"));
        var head = head();
        assertThat(head.cacheControl()).isEqualTo("no-cache");
        assertThat(head.contentDisposition()).isEqualTo("attachment");
        assertThat(head.contentLanguage()).isNull();
        assertThat(head.metadata()).isEmpty();
        assertThat(s3.getObjectTagging(r -> r.bucket(BUCKET).key(KEY)).hasTagSet())
                .isTrue();
        assertThat(run.differences(run.plan(stack("content: b, cacheControl: no-cache"))))
                .isEmpty();
    }

    /** A bucket without ACLs refuses a request that names one. */
    @Test
    void aBucketWithoutAclsTakesTheUpload() {
        run.apply(stack("content: a", "BucketOwnerEnforced"));
        run.apply(stack("content: b", "BucketOwnerEnforced"));
        assertThat(s3.getObjectAcl(r -> r.bucket(BUCKET).key(KEY)).grants()).hasSize(1);
    }
}
