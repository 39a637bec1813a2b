package dev.setpoint.cli.testing;

import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A look into the bucket of states, past Setpoint. */
public record States(Wire wire, String bucket) {

    public void make() {
        try (var s3 = s3()) {
            s3.createBucket(r -> r.bucket(bucket));
        }
    }

    public void keepVersions() {
        try (var s3 = s3()) {
            s3.putBucketVersioning(
                    r -> r.bucket(bucket).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        }
    }

    private S3Client s3() {
        return S3Client.builder()
                .endpointOverride(URI.create(wire.variables().get("AWS_ENDPOINT_URL")))
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    public List<String> keys() {
        try (var s3 = s3()) {
            return s3.listObjectsV2(r -> r.bucket(bucket)).contents().stream()
                    .map(S3Object::key)
                    .toList();
        }
    }
}
