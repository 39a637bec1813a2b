package dev.setpoint.provider.sandbox.cloudtrail;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.sandbox.world.World;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudtrail.model.DescribeTrailsRequest;
import software.amazon.awssdk.services.cloudtrail.model.DescribeTrailsResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusResponse;
import software.amazon.awssdk.services.cloudtrail.model.ListTrailsRequest;
import software.amazon.awssdk.services.cloudtrail.model.ListTrailsResponse;
import software.amazon.awssdk.services.cloudtrail.model.StartLoggingRequest;
import software.amazon.awssdk.services.cloudtrail.model.StartLoggingResponse;
import software.amazon.awssdk.services.cloudtrail.model.StopLoggingRequest;
import software.amazon.awssdk.services.cloudtrail.model.StopLoggingResponse;
import software.amazon.awssdk.services.cloudtrail.model.Trail;
import software.amazon.awssdk.services.cloudtrail.model.TrailInfo;

/** Descriptions and logging status of trails. */
final class TrailDescription extends TrailPart {

    TrailDescription(World world) {
        super(world);
    }

    private Stream<Value.Map> visible(boolean shadows) {
        return world.documents().under("cloudtrail:").values().stream()
                .filter(trail -> region(trail).equals(world.region()) || (shadows && multiRegion(trail)));
    }

    /** Describes trails; unknown names are left out, not refused. */
    @Override
    public DescribeTrailsResponse describeTrails(DescribeTrailsRequest request) {
        var shadows = !Boolean.FALSE.equals(request.includeShadowTrails());
        var trails = request.trailNameList().isEmpty()
                ? visible(shadows)
                : request.trailNameList().stream().flatMap(reference -> find(reference).stream());
        return DescribeTrailsResponse.builder()
                .trailList(trails.map(TrailDescription::shape).toList())
                .build();
    }

    private static Trail shape(Value.Map trail) {
        return SdkShapes.PLAIN.build(Trail.builder(), trail.map("trail"));
    }

    @Override
    public GetTrailResponse getTrail(GetTrailRequest request) {
        return GetTrailResponse.builder().trail(shape(trail(request.name()))).build();
    }

    @Override
    public ListTrailsResponse listTrails(ListTrailsRequest request) {
        List<TrailInfo> trails = visible(true)
                .map(trail -> TrailInfo.builder()
                        .name(name(trail))
                        .trailARN(arn(trail))
                        .homeRegion(region(trail))
                        .build())
                .sorted(Comparator.comparing(TrailInfo::trailARN))
                .toList();
        var page = PAGES.page(request, trails, TrailInfo::trailARN);
        return ListTrailsResponse.builder()
                .trails(page.items())
                .nextToken(page.nextMarker())
                .build();
    }

    @Override
    public GetTrailStatusResponse getTrailStatus(GetTrailStatusRequest request) {
        var trail = trail(request.name());
        var status =
                GetTrailStatusResponse.builder().isLogging(trail.bool("logging").orElse(false));
        trail.string("startedAt").map(Instant::parse).ifPresent(status::startLoggingTime);
        trail.string("stoppedAt").map(Instant::parse).ifPresent(status::stopLoggingTime);
        deliver(trail, status);
        return status.build();
    }

    /**
     * Adds the latest delivery. The sandbox delivers at once: while a trail logs, the delivery succeeds or fails now.
     */
    private void deliver(Value.Map trail, GetTrailStatusResponse.Builder status) {
        var logging = trail.bool("logging").orElse(false);
        if (!logging) {
            trail.string("stoppedAt").map(Instant::parse).ifPresent(status::latestDeliveryTime);
            return;
        }
        var settings = trail.map("trail");
        var bucket = settings.string("s3BucketName").orElse("");
        var delivery = new DeliveryCheck(world, arn(trail));
        try {
            delivery.checkBucket(bucket, settings.string("s3KeyPrefix"));
            settings.string("kmsKeyId").ifPresent(key -> delivery.checkKey(key, bucket));
            status.latestDeliveryTime(world.now());
        } catch (AwsServiceException e) {
            status.latestDeliveryError(e.awsErrorDetails().errorCode());
        }
    }

    @Override
    public StartLoggingResponse startLogging(StartLoggingRequest request) {
        save(own(request.name())
                .with("logging", Value.of(true))
                .with("startedAt", Value.of(world.now().toString())));
        return StartLoggingResponse.builder().build();
    }

    @Override
    public StopLoggingResponse stopLogging(StopLoggingRequest request) {
        save(own(request.name())
                .with("logging", Value.of(false))
                .with("stoppedAt", Value.of(world.now().toString())));
        return StopLoggingResponse.builder().build();
    }
}
