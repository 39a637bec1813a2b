package dev.setpoint.provider.aws.s3;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.provider.aws.error.Errors;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Answer to HeadBucket. It has no body: the status is all there is.
 * See behaviour.md#error-codes, behaviour.md#s3-bucket-errors.
 */
sealed interface BucketHead {

    /** A bucket of ours, or one that is open to us. */
    record Found(String bucket, String region) implements BucketHead {}

    /** No such bucket. */
    record Gone(String bucket) implements BucketHead {}

    /** A bucket that exists and that we may not read: somebody else's, or a permission is missing. */
    record Closed(String bucket) implements BucketHead {}

    /** A bucket in another region than the one asked. */
    record Elsewhere(String bucket, String region, String asked) implements BucketHead {}

    /** @param region the client's */
    static BucketHead of(S3Client s3, String bucket, String region) {
        try {
            var answer = s3.headBucket(r -> r.bucket(bucket));
            var found = normal(Optional.ofNullable(answer.bucketRegion()).filter(r -> !r.isEmpty()))
                    .orElse(region);
            return found.equals(region) ? new Found(bucket, found) : new Elsewhere(bucket, found, region);
        } catch (ProviderException e) {
            return switch (Errors.status(e)) {
                case 404 -> new Gone(bucket);
                case 403 -> new Closed(bucket);
                case 301, 307 -> new Elsewhere(bucket, redirection(e), region);
                default -> throw e;
            };
        }
    }

    /** {@code EU} is the old word for eu-west-1. See behaviour.md#s3-bucket-regions. */
    private static Optional<String> normal(Optional<String> region) {
        return region.map(name -> name.equals("EU") ? "eu-west-1" : name);
    }

    private static String redirection(ProviderException e) {
        var header = e.getCause() instanceof AwsServiceException service && service.awsErrorDetails() != null
                ? Optional.ofNullable(service.awsErrorDetails().sdkHttpResponse())
                        .flatMap(response -> response.firstMatchingHeader("x-amz-bucket-region"))
                : Optional.<String>empty();
        return normal(header).orElse("another region");
    }

    /** The bucket to work on; empty when it is gone. Throws when it is there but out of reach. */
    default Optional<Found> reachable() {
        return switch (this) {
            case Found found -> Optional.of(found);
            case Gone _ -> Optional.empty();
            case Closed(var bucket) ->
                throw ProviderException.of(
                                Kind.ACCESS_DENIED,
                                "Forbidden",
                                "The bucket " + bucket + " exists, but these credentials may not look at it.")
                        .during("s3:HeadBucket")
                        .needing("s3:ListBucket")
                        .hint("Allow s3:ListBucket on it. If it belongs to another account, it is not the bucket"
                                + " this stack made.");
            case Elsewhere(var bucket, var region, var asked) ->
                throw ProviderException.of(
                                Kind.INVALID,
                                "PermanentRedirect",
                                "The bucket " + bucket + " is in " + region + ", but its provider works in " + asked
                                        + ".")
                        .during("s3:HeadBucket")
                        .hint("Give the resource a provider configuration whose region is " + region + ".");
        };
    }

    /** The bucket of that name if it is ours; empty when the name is free. Throws when it is taken by somebody else. */
    default Optional<Found> owned() {
        return switch (this) {
            case Found found -> Optional.of(found);
            case Gone _ -> Optional.empty();
            case Closed(var bucket) -> throw taken(bucket, "by a bucket these credentials may not look at");
            case Elsewhere(var bucket, var region, var _) -> throw taken(bucket, "by a bucket in " + region);
        };
    }

    private static ProviderException taken(String bucket, String by) {
        return ProviderException.of(
                        Kind.NAME_TAKEN, "BucketAlreadyExists", "The bucket name " + bucket + " is taken " + by + ".")
                .about("name")
                .hint("Bucket names are unique in all of AWS: choose another one.");
    }
}
