package dev.setpoint.provider.sandbox.call;

import dev.setpoint.provider.aws.error.IamActions;
import dev.setpoint.provider.sandbox.world.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;

/** IAM actions that operations need: mostly their own names, while S3 has names of its own. */
final class Actions {

    private static final Map<String, String> TAGGED_CREATION = Map.ofEntries(
            Map.entry("kms:CreateKey", "kms:TagResource"),
            Map.entry("kms:ReplicateKey", "kms:TagResource"),
            Map.entry("iam:CreateRole", "iam:TagRole"),
            Map.entry("iam:CreateUser", "iam:TagUser"),
            Map.entry("iam:CreatePolicy", "iam:TagPolicy"),
            Map.entry("cloudtrail:CreateTrail", "cloudtrail:AddTags"),
            Map.entry("logs:CreateLogGroup", "logs:TagResource"),
            Map.entry("sns:CreateTopic", "sns:TagResource"),
            Map.entry("cloudwatch:PutMetricAlarm", "cloudwatch:TagResource"),
            Map.entry("access-analyzer:CreateAnalyzer", "access-analyzer:TagResource"),
            Map.entry("ec2:CreateVpcEndpoint", "ec2:CreateTags"),
            Map.entry("config:PutConfigRule", "config:TagResource"));

    /** Members of requests that have tags. */
    private static final List<String> TAGS = List.of("Tags", "TagsList", "tags", "TagSpecifications");

    /** Members of requests to S3 about the lock of a version, and the actions that they need. */
    private static final Map<String, String> LOCKS = Map.of(
            "BypassGovernanceRetention", "s3:BypassGovernanceRetention",
            "ObjectLockMode", "s3:PutObjectRetention",
            "ObjectLockLegalHoldStatus", "s3:PutObjectLegalHold");

    private Actions() {}

    /** Returns the IAM action of an operation: {@code s3:PutEncryptionConfiguration}. */
    static String of(Service service, String operation) {
        return IamActions.of(service.prefix(), operation(operation));
    }

    /** Returns the name as AWS spells it: {@code PutBucketEncryption}. */
    static String operation(String method) {
        return Character.toUpperCase(method.charAt(0)) + method.substring(1);
    }

    /**
     * Returns every action that a request needs: tags of a new resource and roles passed to a service need actions of
     * their own.
     */
    static List<String> needed(String action, SdkRequest request) {
        var needed = new ArrayList<>(List.of(onVersions(request) ? "s3:DeleteObjectVersion" : action));
        LOCKS.forEach((member, lock) -> {
            if (isFilled(request, member)) {
                needed.add(lock);
            }
        });
        var tagging = TAGGED_CREATION.get(action);
        if (tagging != null && TAGS.stream().anyMatch(member -> isFilled(request, member))) {
            needed.add(tagging);
        }
        if (action.equals("kms:ReplicateKey")) {
            needed.add("kms:CreateKey");
        }
        if (passesRole(action, request)) {
            needed.add("iam:PassRole");
        }
        return needed;
    }

    private static boolean onVersions(SdkRequest request) {
        return switch (request) {
            case DeleteObjectsRequest deletion ->
                Optional.ofNullable(deletion.delete()).stream()
                        .flatMap(delete -> delete.objects().stream())
                        .anyMatch(object -> object.versionId() != null);
            case DeleteObjectRequest deletion -> deletion.versionId() != null;
            default -> false;
        };
    }

    private static boolean passesRole(String action, SdkRequest request) {
        return switch (action) {
            case "cloudtrail:CreateTrail", "cloudtrail:UpdateTrail" -> isFilled(request, "CloudWatchLogsRoleArn");
            case "config:PutConfigurationRecorder" -> isFilled(request, "ConfigurationRecorder");
            case "s3:PutReplicationConfiguration" -> isFilled(request, "ReplicationConfiguration");
            case "sns:Subscribe" ->
                request.getValueForField("Attributes", Map.class)
                        .filter(attributes -> attributes.containsKey("SubscriptionRoleArn"))
                        .isPresent();
            case "sns:SetTopicAttributes" ->
                request.getValueForField("AttributeName", String.class)
                        .filter(name -> name.endsWith("FeedbackRoleArn"))
                        .isPresent();
            case "sns:SetSubscriptionAttributes" ->
                request.getValueForField("AttributeName", String.class)
                        .filter("SubscriptionRoleArn"::equals)
                        .isPresent();
            default -> false;
        };
    }

    private static boolean isFilled(SdkRequest request, String member) {
        return request.getValueForField(member, Object.class)
                .filter(value -> value instanceof List<?> tags
                        ? !tags.isEmpty()
                        : !Map.of().equals(value) && !Boolean.FALSE.equals(value))
                .isPresent();
    }
}
