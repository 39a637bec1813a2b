package dev.setpoint.provider.sandbox.s3;

import static dev.setpoint.provider.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tag;

class ObjectTest {

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private S3Client s3;

    @BeforeEach
    void open() {
        sandbox = Sandbox.open(folder);
        s3 = sandbox.client(S3Client.class, "us-east-1");
        s3.createBucket(r -> r.bucket("one"));
    }

    private void put(String key, String text) {
        s3.putObject(r -> r.bucket("one").key(key), RequestBody.fromString(text));
    }

    private String get(String key) {
        return s3.getObjectAsBytes(r -> r.bucket("one").key(key)).asUtf8String();
    }

    @Test
    void anObjectIsReadBackAsWritten() {
        put("a", "hello");
        assertThat(get("a")).isEqualTo("hello");
        assertThat(s3.headObject(r -> r.bucket("one").key("a")).eTag())
                .isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
        assertThat(s3.headObject(r -> r.bucket("one").key("a")).serverSideEncryptionAsString())
                .isEqualTo("AES256");
        assertRefused("NoSuchKey", () -> get("b"));
        assertThat(s3.listObjectsV2(r -> r.bucket("one")).contents()).hasSize(1);
    }

    @Test
    void aBucketIsDeletedOnlyWhenEveryVersionIs() {
        s3.putBucketVersioning(r -> r.bucket("one").versioningConfiguration(v -> v.status("Enabled")));
        put("a", "1");
        put("a", "2");
        s3.deleteObject(r -> r.bucket("one").key("a"));
        assertRefused("NoSuchKey", () -> get("a"));
        assertRefused("BucketNotEmpty", () -> s3.deleteBucket(r -> r.bucket("one")))
                .hasMessageContaining("You must delete all versions in the bucket");
        var first = s3.listObjectVersions(r -> r.bucket("one").maxKeys(2));
        assertThat(first.isTruncated()).isTrue();
        assertThat(first.deleteMarkers()).hasSize(1);
        var rest = s3.listObjectVersions(
                r -> r.bucket("one").keyMarker(first.nextKeyMarker()).versionIdMarker(first.nextVersionIdMarker()));
        assertThat(rest.versions()).hasSize(1);
        var all = s3.listObjectVersions(r -> r.bucket("one"));
        var ids = new java.util.ArrayList<ObjectIdentifier>();
        all.versions()
                .forEach(v -> ids.add(ObjectIdentifier.builder()
                        .key(v.key())
                        .versionId(v.versionId())
                        .build()));
        all.deleteMarkers()
                .forEach(v -> ids.add(ObjectIdentifier.builder()
                        .key(v.key())
                        .versionId(v.versionId())
                        .build()));
        assertThat(s3.deleteObjects(r -> r.bucket("one").delete(d -> d.objects(ids)))
                        .deleted())
                .hasSize(3);
        s3.deleteBucket(r -> r.bucket("one"));
    }

    @Test
    void aRequestDeletesAThousandObjectsAtMost() {
        var keys = IntStream.rangeClosed(0, 1000)
                .mapToObj(i -> ObjectIdentifier.builder().key("k" + i).build())
                .toList();
        assertRefused(
                "MalformedXML", () -> s3.deleteObjects(r -> r.bucket("one").delete(d -> d.objects(keys))));
        assertThat(s3.deleteObjects(r -> r.bucket("one").delete(d -> d.objects(keys.subList(0, 1000))))
                        .deleted())
                .hasSize(1000);
    }

    @Test
    void encryptingNeedsAKeyThatWorks() {
        var kms = sandbox.client(KmsClient.class, "us-east-1");
        var key = kms.createKey(r -> r.build()).keyMetadata();
        encryptWith("arn:aws:kms:us-east-1:123456789012:key/none");
        assertRefused("KMS.NotFoundException", () -> put("a", "x"));
        encryptWith(key.keyId());
        put("a", "x");
        assertThat(s3.headObject(r -> r.bucket("one").key("a")).ssekmsKeyId()).isEqualTo(key.arn());
        kms.disableKey(r -> r.keyId(key.keyId()));
        assertRefused("KMS.DisabledException", () -> put("b", "x"));
        assertRefused("KMS.DisabledException", () -> get("a"));
        kms.scheduleKeyDeletion(r -> r.keyId(key.keyId()));
        assertRefused("KMS.KMSInvalidStateException", () -> put("b", "x"));
        assertRefused(
                "AccessDenied",
                () -> s3.putObject(
                        r -> r.bucket("one")
                                .key("c")
                                .sseCustomerAlgorithm("AES256")
                                .sseCustomerKey("MTIzNDU2Nzg5MGFiY2RlZjEyMzQ1Njc4OTBhYmNkZWY=")
                                .sseCustomerKeyMD5("JMwgiexXqwuPqIPjYFmIZQ=="),
                        RequestBody.fromString("x")));
    }

    private void encryptWith(String key) {
        s3.putBucketEncryption(r -> r.bucket("one")
                .serverSideEncryptionConfiguration(c -> c.rules(ServerSideEncryptionRule.builder()
                        .applyServerSideEncryptionByDefault(
                                d -> d.sseAlgorithm("aws:kms").kmsMasterKeyID(key))
                        .build())));
    }

    @Test
    void conditionalWritesHaveOneWinner() {
        s3.putObject(r -> r.bucket("one").key("lock").ifNoneMatch("*"), RequestBody.fromString("1"));
        assertRefused(
                "PreconditionFailed",
                () -> s3.putObject(r -> r.bucket("one").key("lock").ifNoneMatch("*"), RequestBody.fromString("2")));
        var etag = s3.headObject(r -> r.bucket("one").key("lock")).eTag();
        s3.putObject(r -> r.bucket("one").key("lock").ifMatch(etag), RequestBody.fromString("3"));
        assertRefused(
                "PreconditionFailed",
                () -> s3.putObject(r -> r.bucket("one").key("lock").ifMatch(etag), RequestBody.fromString("4")));
    }

    @Test
    void aPolicysDenyHoldsForTheCallerToo() {
        s3.putBucketPolicy(r -> r.bucket("one").policy("""
            {"Version":"2012-10-17","Statement":[
             {"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::one","arn:aws:s3:::one/*"],
              "Condition":{"Bool":{"aws:SecureTransport":"false"}}},
             {"Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::one/*",
              "Condition":{"StringNotEquals":{"s3:x-amz-server-side-encryption":"aws:kms"},
                           "Null":{"s3:x-amz-server-side-encryption":"false"}}}]}\
            """));
        put("default", "x");
        assertRefused(
                "AccessDenied",
                () -> s3.putObject(
                        r -> r.bucket("one").key("wrong").serverSideEncryption("AES256"), RequestBody.fromString("x")));
    }

    @Test
    void uploadsInPartsStayUnseenUntilComplete() {
        var id = s3.createMultipartUpload(r -> r.bucket("one").key("big")).uploadId();
        var second = part(id, 2, "b");
        var first = part(id, 1, "a".repeat(5 << 20));
        assertThat(s3.listMultipartUploadsPaginator(r -> r.bucket("one")).uploads())
                .hasSize(1);
        assertRefused("NoSuchKey", () -> get("big"));
        s3.completeMultipartUpload(
                r -> r.bucket("one").key("big").uploadId(id).multipartUpload(u -> u.parts(first, second)));
        assertThat(get("big")).isEqualTo("a".repeat(5 << 20) + "b");
        assertRefused(
                "NoSuchUpload",
                () -> s3.abortMultipartUpload(r -> r.bucket("one").key("big").uploadId(id)));
    }

    private CompletedPart part(String upload, int number, String content) {
        var answer = s3.uploadPart(
                r -> r.bucket("one").key("big").uploadId(upload).partNumber(number), RequestBody.fromString(content));
        return CompletedPart.builder().partNumber(number).eTag(answer.eTag()).build();
    }

    @Test
    void aContentIsCheckedAgainstItsChecksum() {
        assertRefused(
                "BadDigest",
                () -> s3.putObject(
                        r -> r.bucket("one").key("a").checksumSHA256("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
                        RequestBody.fromString("hello")));
    }

    @Test
    void tagsBelongToAVersionAndAreTenAtMost() {
        s3.putObject(r -> r.bucket("one").key("a").tagging("a=1&b=x%20y"), RequestBody.fromString("hello"));
        assertThat(s3.getObjectTagging(r -> r.bucket("one").key("a")).tagSet())
                .containsExactly(tag("a", "1"), tag("b", "x y"));
        s3.putObjectTagging(r -> r.bucket("one").key("a").tagging(t -> t.tagSet(tag("c", "3"))));
        assertThat(s3.getObjectTagging(r -> r.bucket("one").key("a")).tagSet()).containsExactly(tag("c", "3"));
        var eleven = IntStream.range(0, 11).mapToObj(i -> tag("k" + i, "")).toList();
        assertRefused(
                "BadRequest",
                () -> s3.putObjectTagging(r -> r.bucket("one").key("a").tagging(t -> t.tagSet(eleven))));
        s3.deleteObjectTagging(r -> r.bucket("one").key("a"));
        assertThat(s3.getObjectTagging(r -> r.bucket("one").key("a")).tagSet()).isEmpty();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
