package dev.setpoint.provider.sandbox.s3;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

/**
 * Place of a new bucket. See behaviour.md#s3-bucket-regions.
 *
 * @param constraint location constraint of the request, which GetBucketLocation returns; empty in the first region
 */
record BucketLocation(String region, Optional<String> constraint) {

    static final String FIRST_REGION = "us-east-1";

    private static final String LEGACY = "EU";
    private static final String LEGACY_REGION = "eu-west-1";
    private static final String CONSTRAINT = "locationConstraint";

    /** Returns the place that a request asks for, or refuses one that the endpoint's region does not allow. */
    static BucketLocation of(CreateBucketRequest request, String endpoint) {
        var constraint = Optional.ofNullable(request.createBucketConfiguration())
                .map(configuration -> configuration.locationConstraintAsString());
        // The first region's endpoint makes buckets anywhere, the others only at home.
        if (!endpoint.equals(FIRST_REGION)) {
            if (!constraint.equals(Optional.of(endpoint))) {
                throw illegal(constraint.orElse("unspecified"));
            }
            return new BucketLocation(endpoint, constraint);
        }
        var region = constraint.map(wanted -> wanted.equals(LEGACY) ? LEGACY_REGION : wanted);
        if (region.filter(wanted -> !isOtherRegion(wanted)).isPresent()) {
            throw S3Refusals.refusal(
                    "InvalidLocationConstraint", 400, "The specified location-constraint is not valid");
        }
        return new BucketLocation(region.orElse(FIRST_REGION), constraint);
    }

    /** Tests for a region of the first one's partition. */
    private static boolean isOtherRegion(String name) {
        return !name.equals(FIRST_REGION)
                && Region.regions().stream()
                        .anyMatch(region ->
                                !region.isGlobalRegion() && region.id().equals(name))
                && World.partition(name).equals(World.partition(FIRST_REGION));
    }

    private static AwsServiceException illegal(String constraint) {
        return S3Refusals.refusal(
                "IllegalLocationConstraintException",
                400,
                "The " + constraint
                        + " location constraint is incompatible for the region specific endpoint this request was sent"
                        + " to.");
    }

    Value.Map stored() {
        var place = Value.Map.EMPTY.with("region", Value.of(region));
        return constraint.map(text -> place.with(CONSTRAINT, Value.of(text))).orElse(place);
    }

    /** Returns the location constraint of a stored bucket; empty in the first region. */
    static Optional<String> shown(Value.Map bucket) {
        return bucket.string(CONSTRAINT).or(() -> bucket.string("region").filter(name -> !name.equals(FIRST_REGION)));
    }
}
