package dev.setpoint.provider.sandbox.cloudtrail;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.sandbox.world.World;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudtrail.model.CreateTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.CreateTrailResponse;
import software.amazon.awssdk.services.cloudtrail.model.DeleteTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.DeleteTrailResponse;
import software.amazon.awssdk.services.cloudtrail.model.UpdateTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.UpdateTrailResponse;

/** Creation, update and deletion of trails. See behaviour.md#cloudtrail-trail. */
final class Trails extends TrailPart {

    private static final int MOST_PER_REGION = 5;
    private static final int LONGEST_PREFIX = 200;

    Trails(World world) {
        super(world);
    }

    @Override
    public CreateTrailResponse createTrail(CreateTrailRequest request) {
        var name = request.name();
        checkName(name);
        if (world.documents().get(key(world.region(), name)).isPresent()) {
            throw refusal(
                    "TrailAlreadyExistsException",
                    "Trail " + name + " already exists for customer: "
                            + world.account().id());
        }
        checkRoom();
        var standard = Value.Map.EMPTY
                .with("name", Value.of(name))
                .with("includeGlobalServiceEvents", Value.of(true))
                .with("isMultiRegionTrail", Value.of(false))
                .with("isOrganizationTrail", Value.of(false))
                .with("logFileValidationEnabled", Value.of(false))
                .with("homeRegion", Value.of(world.region()))
                .with("trailARN", Value.of(world.arn("cloudtrail", "trail/" + name)))
                .with("hasCustomEventSelectors", Value.of(false))
                .with("hasInsightSelectors", Value.of(false));
        var trail = checked(standard, request);
        save(Value.Map.EMPTY
                .with("trail", trail)
                .with("logging", Value.of(false))
                .with("tags", TrailTags.RULES.created(request, "tagsList")));
        return SdkShapes.PLAIN.build(CreateTrailResponse.builder(), answer(trail));
    }

    /** Checks the number of trails in the region, including multi-region trails of other regions. */
    private void checkRoom() {
        var count = world.documents().under("cloudtrail:").values().stream()
                .filter(trail -> region(trail).equals(world.region()) || multiRegion(trail))
                .count();
        if (count >= MOST_PER_REGION) {
            throw refusal(
                    "MaximumNumberOfTrailsExceededException",
                    "User: " + world.account().id() + " already has " + MOST_PER_REGION + " trails in " + world.region()
                            + ".");
        }
    }

    @Override
    public UpdateTrailResponse updateTrail(UpdateTrailRequest request) {
        var document = own(request.name());
        var trail = checked(document.map("trail"), request);
        save(document.with("trail", trail));
        return SdkShapes.PLAIN.build(UpdateTrailResponse.builder(), answer(trail));
    }

    /** Returns the trail with the members that the request sets; an empty text removes a member. */
    private Value.Map checked(Value.Map before, SdkPojo request) {
        var trail = before;
        var asked = SdkShapes.PLAIN.toValue(request).without("name").without("tagsList");
        asked = asked.has("enableLogFileValidation")
                ? asked.without("enableLogFileValidation")
                        .with(
                                "logFileValidationEnabled",
                                Value.of(asked.bool("enableLogFileValidation").orElse(false)))
                : asked;
        for (var member : asked.entries().entrySet()) {
            trail = member.getValue().equals(Value.of(""))
                    ? trail.without(member.getKey())
                    : trail.with(member.getKey(), member.getValue());
        }
        return delivered(withTopic(trail));
    }

    private Value.Map withTopic(Value.Map trail) {
        var topic = trail.string("snsTopicName");
        return topic.isEmpty()
                ? trail.without("snsTopicARN")
                : trail.with(
                        "snsTopicARN",
                        Value.of(topic.get().startsWith("arn:") ? topic.get() : world.arn("sns", topic.get())));
    }

    private Value.Map delivered(Value.Map trail) {
        if (trail.bool("isOrganizationTrail").orElse(false)) {
            throw refusal("OrganizationsNotInUseException", "The account is not a member of an organization.");
        }
        if (trail.bool("isMultiRegionTrail").orElse(false)
                && !trail.bool("includeGlobalServiceEvents").orElse(true)) {
            throw refusal(
                    "InvalidParameterCombinationException", "Multi-Region trail must include global service events.");
        }
        if (trail.string("s3KeyPrefix")
                .filter(prefix -> prefix.length() > LONGEST_PREFIX)
                .isPresent()) {
            throw refusal("InvalidS3PrefixException", "S3 prefix is longer than maximum length");
        }
        var delivery = new DeliveryCheck(world, trail.string("trailARN").orElse(""));
        var bucket = trail.string("s3BucketName").orElse("");
        delivery.checkBucket(bucket, trail.string("s3KeyPrefix"));
        delivery.checkLogs(trail);
        var key = trail.string("kmsKeyId")
                .map(reference -> delivery.checkKey(reference, bucket).arn());
        return key.isEmpty() ? trail : trail.with("kmsKeyId", Value.of(key.get()));
    }

    private static Value.Map answer(Value.Map trail) {
        return trail.without("homeRegion").without("hasCustomEventSelectors").without("hasInsightSelectors");
    }

    @Override
    public DeleteTrailResponse deleteTrail(DeleteTrailRequest request) {
        var trail = own(request.name());
        world.documents().remove(key(region(trail), name(trail)));
        return DeleteTrailResponse.builder().build();
    }
}
