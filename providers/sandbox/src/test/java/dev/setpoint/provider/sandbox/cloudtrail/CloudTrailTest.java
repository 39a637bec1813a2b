package dev.setpoint.provider.sandbox.cloudtrail;

import static dev.setpoint.provider.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.DataResource;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.InsightSelector;
import software.amazon.awssdk.services.cloudtrail.model.Tag;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

class CloudTrailTest {

    private static final String BUCKET_POLICY = """
        {"Version":"2012-10-17","Statement":[
         {"Sid":"AclCheck","Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:GetBucketAcl","Resource":"arn:aws:s3:::logs",
          "Condition":{"StringEquals":{"aws:SourceArn":"arn:aws:cloudtrail:us-east-1:123456789012:trail/NAME"}}},
         {"Sid":"Write","Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::logs/AWSLogs/123456789012/*",
          "Condition":{"StringEquals":{"s3:x-amz-acl":"bucket-owner-full-control","aws:SourceArn":"arn:aws:cloudtrail:us-east-1:123456789012:trail/NAME"}}}]}\
        """;
    private static final String KEY_POLICY = """
        {"Version":"2012-10-17","Statement":[
         {"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"kms:*","Resource":"*"},
         {"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"kms:GenerateDataKey*","Resource":"*",
          "Condition":{"StringLike":{"kms:EncryptionContext:aws:cloudtrail:arn":"arn:aws:cloudtrail:*:123456789012:trail/*"}}}]}\
        """;

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private CloudTrailClient trails;

    @BeforeEach
    void open() {
        sandbox = Sandbox.open(folder);
        trails = sandbox.client(CloudTrailClient.class, "us-east-1");
        sandbox.client(S3Client.class, "us-east-1").createBucket(r -> r.bucket("logs"));
        allow("trail");
    }

    private void allow(String name) {
        sandbox.client(S3Client.class, "us-east-1")
                .putBucketPolicy(r -> r.bucket("logs").policy(BUCKET_POLICY.replace("NAME", name)));
    }

    private void trail() {
        trails.createTrail(r -> r.name("trail").s3BucketName("logs"));
    }

    @Test
    void aNewTrailHasDefaultsAndDoesNotLogYet() {
        trail();
        var trail = trails.getTrail(r -> r.name("trail")).trail();
        assertThat(trail.trailARN()).isEqualTo("arn:aws:cloudtrail:us-east-1:123456789012:trail/trail");
        assertThat(trail.homeRegion()).isEqualTo("us-east-1");
        assertThat(trail.includeGlobalServiceEvents()).isTrue();
        assertThat(trail.isMultiRegionTrail()).isFalse();
        assertThat(trails.getTrailStatus(r -> r.name("trail")).isLogging()).isFalse();
        trails.startLogging(r -> r.name("trail"));
        assertThat(trails.getTrailStatus(r -> r.name("trail")).isLogging()).isTrue();
        assertThat(trails.getEventSelectors(r -> r.trailName("trail")).eventSelectors())
                .hasSize(1);
        assertRefused("InsightNotEnabledException", () -> trails.getInsightSelectors(r -> r.trailName("trail")));
    }

    @Test
    void theBucketPolicyMustAllowThisTrail() {
        assertRefused(
                "S3BucketDoesNotExistException",
                () -> trails.createTrail(r -> r.name("trail").s3BucketName("none")));
        assertRefused(
                "InsufficientS3BucketPolicyException",
                () -> trails.createTrail(r -> r.name("other").s3BucketName("logs")));
        assertRefused(
                "InsufficientS3BucketPolicyException",
                () -> trails.createTrail(
                        r -> r.name("trail").s3BucketName("logs").s3KeyPrefix("prefix")));
        sandbox.client(S3Client.class, "us-east-1").deleteBucketPolicy(r -> r.bucket("logs"));
        assertRefused("InsufficientS3BucketPolicyException", this::trail);
    }

    @Test
    void theKeyMustBeInTheRegionOfTheBucketAndAllowCloudTrail() {
        var kms = sandbox.client(KmsClient.class, "us-east-1");
        var closed = kms.createKey(r -> r.build()).keyMetadata().arn();
        var open = kms.createKey(r -> r.policy(KEY_POLICY)).keyMetadata().arn();
        var away = sandbox.client(KmsClient.class, "us-west-2")
                .createKey(r -> r.policy(KEY_POLICY))
                .keyMetadata()
                .arn();
        assertRefused("InsufficientEncryptionPolicyException", () -> encrypted(closed));
        assertRefused("KmsKeyNotFoundException", () -> encrypted(away));
        assertThat(trails.createTrail(r -> r.name("trail")
                                .s3BucketName("logs")
                                .kmsKeyId(open.substring(open.lastIndexOf('/') + 1)))
                        .kmsKeyId())
                .isEqualTo(open);
        kms.disableKey(r -> r.keyId(open));
        assertRefused(
                "KmsKeyDisabledException",
                () -> trails.updateTrail(r -> r.name("trail").enableLogFileValidation(true)));
        assertThat(trails.updateTrail(r -> r.name("trail").kmsKeyId("")).kmsKeyId())
                .isNull();
    }

    @Test
    void theLogGroupMustBeThereAndItsRoleMustLetCloudTrailWriteItsStream() {
        var group = "arn:aws:logs:us-east-1:123456789012:log-group:events";
        var role = "arn:aws:iam::123456789012:role/writer";
        var iam = sandbox.client(IamClient.class, "us-east-1");
        trail();
        assertRefused("InvalidCloudWatchLogsLogGroupArnException", () -> delivering(group + ":*", role));
        sandbox.client(CloudWatchLogsClient.class, "us-east-1").createLogGroup(r -> r.logGroupName("events"));
        assertRefused("InvalidCloudWatchLogsLogGroupArnException", () -> delivering(group, role));
        assertRefused("InvalidCloudWatchLogsLogGroupArnException", () -> delivering(group + ":*", null));
        assertRefused("InvalidCloudWatchLogsRoleArnException", () -> delivering(group + ":*", role))
                .hasMessageContaining("Access denied.");
        iam.createRole(r -> r.roleName("writer").assumeRolePolicyDocument(trust("s3")));
        iam.putRolePolicy(r -> r.roleName("writer").policyName("write").policyDocument(writing(group, "*")));
        assertRefused("InvalidCloudWatchLogsRoleArnException", () -> delivering(group + ":*", role));
        iam.updateAssumeRolePolicy(r -> r.roleName("writer").policyDocument(trust("cloudtrail")));
        delivering(group + ":*", role);
        iam.putRolePolicy(r -> r.roleName("writer")
                .policyName("write")
                .policyDocument(writing(group, "123456789012_CloudTrail_us-west-2*")));
        assertRefused("InvalidCloudWatchLogsRoleArnException", () -> delivering(group + ":*", role));
        assertThat(trails.updateTrail(r ->
                                r.name("trail").cloudWatchLogsLogGroupArn("").cloudWatchLogsRoleArn(""))
                        .cloudWatchLogsLogGroupArn())
                .isNull();
    }

    private void delivering(String group, @Nullable String role) {
        trails.updateTrail(r -> r.name("trail").cloudWatchLogsLogGroupArn(group).cloudWatchLogsRoleArn(role));
    }

    private static String trust(String service) {
        return """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"%s.amazonaws.com"},
             "Action":"sts:AssumeRole"}]}\
            """.formatted(service);
    }

    private static String writing(String group, String stream) {
        return """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"%s:log-stream:%s",
             "Action":["logs:CreateLogStream","logs:PutLogEvents"]}]}\
            """.formatted(group, stream);
    }

    private void encrypted(String key) {
        trails.createTrail(r -> r.name("trail").s3BucketName("logs").kmsKeyId(key));
    }

    @Test
    void namesAreCheckedUniqueAndFewPerRegion() {
        assertRefused(
                "InvalidTrailNameException",
                () -> trails.createTrail(r -> r.name("a..b").s3BucketName("logs")));
        trail();
        assertRefused("TrailAlreadyExistsException", this::trail);
        for (var i = 1; i < 5; i++) {
            var name = "trail" + i;
            allow(name);
            trails.createTrail(r -> r.name(name).s3BucketName("logs"));
        }
        allow("trail5");
        assertRefused(
                "MaximumNumberOfTrailsExceededException",
                () -> trails.createTrail(r -> r.name("trail5").s3BucketName("logs")));
        trails.deleteTrail(r -> r.name("trail"));
        assertRefused("TrailNotFoundException", () -> trails.deleteTrail(r -> r.name("trail")));
        assertThat(trails.describeTrails(r -> r.trailNameList("trail")).trailList())
                .isEmpty();
    }

    @Test
    void onlyTheHomeRegionChangesATrailThatCoversAll() {
        trails.createTrail(r -> r.name("trail").s3BucketName("logs").isMultiRegionTrail(true));
        var west = sandbox.client(CloudTrailClient.class, "us-west-2");
        assertThat(west.describeTrails().trailList()).hasSize(1);
        assertThat(west.describeTrails(r -> r.includeShadowTrails(false)).trailList())
                .isEmpty();
        assertRefused(
                "InvalidHomeRegionException",
                () -> west.deleteTrail(r -> r.name("arn:aws:cloudtrail:us-east-1:123456789012:trail/trail")));
        assertRefused(
                "InvalidParameterCombinationException",
                () -> trails.updateTrail(r -> r.name("trail").includeGlobalServiceEvents(false)));
        assertRefused(
                "OrganizationsNotInUseException",
                () -> trails.updateTrail(r -> r.name("trail").isOrganizationTrail(true)));
    }

    @Test
    void selectorsAreCheckedAndOneKindReplacesTheOther() {
        trail();
        assertRefused("InvalidEventSelectorsException", () -> basic("AWS::KMS::Key"));
        assertRefused("InvalidEventSelectorsException", () -> advanced("AWS::KMS::Key"));
        assertRefused(
                "InvalidEventSelectorsException",
                () -> trails.putEventSelectors(r -> r.trailName("trail")
                        .eventSelectors(EventSelector.builder()
                                .excludeManagementEventSources("s3.amazonaws.com")
                                .build())));
        basic("AWS::S3::Object");
        assertThat(trails.getTrail(r -> r.name("trail")).trail().hasCustomEventSelectors())
                .isTrue();
        advanced("AWS::S3::Object");
        var read = trails.getEventSelectors(r -> r.trailName("trail"));
        assertThat(read.hasEventSelectors()).isFalse();
        assertThat(read.advancedEventSelectors()).hasSize(1);
    }

    private void basic(String type) {
        trails.putEventSelectors(r -> r.trailName("trail")
                .eventSelectors(EventSelector.builder()
                        .dataResources(DataResource.builder()
                                .type(type)
                                .values("arn:aws:s3:::b/")
                                .build())
                        .build()));
    }

    private void advanced(String type) {
        trails.putEventSelectors(r -> r.trailName("trail")
                .advancedEventSelectors(AdvancedEventSelector.builder()
                        .name("n")
                        .fieldSelectors(
                                AdvancedFieldSelector.builder()
                                        .field("eventCategory")
                                        .equalsValue("Data")
                                        .build(),
                                AdvancedFieldSelector.builder()
                                        .field("resources.type")
                                        .equalsValue(type)
                                        .build())
                        .build()));
    }

    @Test
    void insightsNeedTheEventsThatTheyAnalyze() {
        trail();
        assertRefused("InvalidInsightSelectorsException", () -> insight("Nonsense"));
        insight("ApiCallRateInsight");
        assertThat(trails.getInsightSelectors(r -> r.trailName("trail")).insightSelectors())
                .hasSize(1);
        trails.putInsightSelectors(r -> r.trailName("trail").insightSelectors(java.util.List.of()));
        assertRefused("InsightNotEnabledException", () -> trails.getInsightSelectors(r -> r.trailName("trail")));
        advanced("AWS::S3::Object");
        assertRefused("InvalidInsightSelectorsException", () -> insight("ApiCallRateInsight"));
    }

    private void insight(String type) {
        trails.putInsightSelectors(r -> r.trailName("trail")
                .insightSelectors(InsightSelector.builder().insightType(type).build()));
    }

    @Test
    void tagsAreKeptByArn() {
        trail();
        var arn = "arn:aws:cloudtrail:us-east-1:123456789012:trail/trail";
        trails.addTags(r ->
                r.resourceId(arn).tagsList(Tag.builder().key("a").value("b").build()));
        assertThat(trails.listTags(r -> r.resourceIdList(arn))
                        .resourceTagList()
                        .getFirst()
                        .tagsList())
                .hasSize(1);
        assertRefused("CloudTrailARNInvalidException", () -> trails.listTags(r -> r.resourceIdList("trail")));
        assertRefused(
                "InvalidTagParameterException",
                () -> trails.addTags(r -> r.resourceId(arn)
                        .tagsList(Tag.builder().key("aws:a").value("b").build())));
    }
}
