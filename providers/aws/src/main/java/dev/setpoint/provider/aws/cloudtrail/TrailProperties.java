package dev.setpoint.provider.aws.cloudtrail;

import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.Tags;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudtrail.model.CreateTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.Tag;
import software.amazon.awssdk.services.cloudtrail.model.Trail;
import software.amazon.awssdk.services.cloudtrail.model.UpdateTrailRequest;

/** The properties that CreateTrail and UpdateTrail take, to and from the SDK's shapes. */
final class TrailProperties {

    /** Properties that UpdateTrail changes. */
    static final Set<String> OF_TRAIL = Set.of(
            "s3Bucket",
            "s3KeyPrefix",
            "kmsKey",
            "multiRegion",
            "includeGlobalServiceEvents",
            "logFileValidation",
            "organization",
            "snsTopic",
            "cloudWatchLogs");

    private TrailProperties() {}

    static CreateTrailRequest create(Value.Map desired) {
        var logs = desired.map("cloudWatchLogs");
        return CreateTrailRequest.builder()
                .name(desired.string("name").orElse(null))
                .s3BucketName(desired.string("s3Bucket").orElse(null))
                .s3KeyPrefix(desired.string("s3KeyPrefix").orElse(null))
                .kmsKeyId(desired.string("kmsKey").orElse(null))
                .snsTopicName(desired.string("snsTopic").orElse(null))
                .cloudWatchLogsLogGroupArn(logs.string("logGroupArn").orElse(null))
                .cloudWatchLogsRoleArn(logs.string("roleArn").orElse(null))
                .isMultiRegionTrail(desired.bool("multiRegion").orElse(false))
                .includeGlobalServiceEvents(
                        desired.bool("includeGlobalServiceEvents").orElse(true))
                .enableLogFileValidation(desired.bool("logFileValidation").orElse(false))
                .isOrganizationTrail(desired.bool("organization").orElse(false))
                .tagsList(Tags.toSdk(Tags.wanted(desired), Tag::builder))
                .build();
    }

    /**
     * Every property that the stack manages: role and log group must come together.
     *
     * @param removed properties to empty; an empty text does that, a missing one changes nothing
     */
    static UpdateTrailRequest update(String arn, Value.Map desired, Set<String> removed) {
        var logs = desired.map("cloudWatchLogs");
        var noLogs = removed.contains("cloudWatchLogs") ? "" : null;
        return UpdateTrailRequest.builder()
                .name(arn)
                .s3BucketName(desired.string("s3Bucket").orElse(null))
                .s3KeyPrefix(desired.string("s3KeyPrefix").orElse(removed.contains("s3KeyPrefix") ? "" : null))
                .kmsKeyId(desired.string("kmsKey").orElse(removed.contains("kmsKey") ? "" : null))
                .snsTopicName(desired.string("snsTopic").orElse(removed.contains("snsTopic") ? "" : null))
                .cloudWatchLogsLogGroupArn(logs.string("logGroupArn").orElse(noLogs))
                .cloudWatchLogsRoleArn(logs.string("roleArn").orElse(noLogs))
                .isMultiRegionTrail(desired.bool("multiRegion").orElse(null))
                .includeGlobalServiceEvents(
                        desired.bool("includeGlobalServiceEvents").orElse(null))
                .enableLogFileValidation(desired.bool("logFileValidation").orElse(null))
                .isOrganizationTrail(desired.bool("organization").orElse(null))
                .build();
    }

    /** Reads the properties in {@code wanted} that DescribeTrails returns, and the outputs. */
    static Value.Map read(Trail trail, PropertySet wanted) {
        var live = new LinkedHashMap<String, Value>();
        text(live, "name", trail.name());
        text(live, "s3Bucket", trail.s3BucketName());
        text(live, "s3KeyPrefix", trail.s3KeyPrefix());
        text(live, "kmsKey", trail.kmsKeyId());
        text(live, "snsTopic", trail.snsTopicARN());
        live.put("multiRegion", Value.of(Boolean.TRUE.equals(trail.isMultiRegionTrail())));
        live.put("includeGlobalServiceEvents", Value.of(Boolean.TRUE.equals(trail.includeGlobalServiceEvents())));
        live.put("logFileValidation", Value.of(Boolean.TRUE.equals(trail.logFileValidationEnabled())));
        live.put("organization", Value.of(Boolean.TRUE.equals(trail.isOrganizationTrail())));
        set(trail.cloudWatchLogsLogGroupArn()).ifPresent(group -> {
            var logs = new LinkedHashMap<String, Value>();
            logs.put("logGroupArn", Value.of(group));
            text(logs, "roleArn", trail.cloudWatchLogsRoleArn());
            live.put("cloudWatchLogs", new Value.Map(logs));
        });
        live.keySet().removeIf(property -> !wanted.contains(property));
        text(live, "arn", trail.trailARN());
        text(live, "homeRegion", trail.homeRegion());
        return new Value.Map(live);
    }

    private static void text(Map<String, Value> live, String property, String value) {
        set(value).ifPresent(text -> live.put(property, Value.of(text)));
    }

    private static Optional<String> set(String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }
}
