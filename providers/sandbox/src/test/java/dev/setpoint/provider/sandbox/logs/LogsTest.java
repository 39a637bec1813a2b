package dev.setpoint.provider.sandbox.logs;

import static dev.setpoint.provider.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;
import software.amazon.awssdk.services.kms.KmsClient;

class LogsTest {

    private static final String ARN = "arn:aws:logs:us-east-1:123456789012:log-group:group";
    private static final String KEY_POLICY = """
        {"Version":"2012-10-17","Statement":[
         {"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"kms:*","Resource":"*"},
         {"Effect":"Allow","Principal":{"Service":"logs.us-east-1.amazonaws.com"},"Resource":"*",
          "Action":["kms:Encrypt*","kms:Decrypt*","kms:ReEncrypt*","kms:GenerateDataKey*","kms:Describe*"],
          "Condition":{"ArnEquals":{"kms:EncryptionContext:aws:logs:arn":"GROUP"}}}]}\
        """;
    private static final MetricTransformation COUNTED = MetricTransformation.builder()
            .metricName("Counted")
            .metricNamespace("Test")
            .metricValue("1")
            .build();

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private CloudWatchLogsClient logs;

    @BeforeEach
    void open() {
        sandbox = Sandbox.open(folder);
        logs = sandbox.client(CloudWatchLogsClient.class, "us-east-1");
        logs.createLogGroup(r -> r.logGroupName("group"));
    }

    private LogGroup group() {
        return logs.describeLogGroups(r -> r.logGroupNamePrefix("group"))
                .logGroups()
                .getFirst();
    }

    @Test
    void aNewLogGroupKeepsItsEventsForEverAndHasTwoArns() {
        assertThat(group().retentionInDays()).isNull();
        assertThat(group().logGroupClassAsString()).isEqualTo("STANDARD");
        assertThat(group().deletionProtectionEnabled()).isFalse();
        assertThat(group().logGroupArn()).isEqualTo(ARN);
        assertThat(group().arn()).isEqualTo(ARN + ":*");
    }

    @Test
    void namesAreCheckedAndUnique() {
        assertRefused("ResourceAlreadyExistsException", () -> logs.createLogGroup(r -> r.logGroupName("group")));
        assertRefused("InvalidParameterException", () -> logs.createLogGroup(r -> r.logGroupName("a b")));
        assertRefused("InvalidParameterException", () -> logs.createLogGroup(r -> r.logGroupName("aws/mine")));
        logs.createLogGroup(r -> r.logGroupName("/aws/mine"));
        sandbox.client(CloudWatchLogsClient.class, "us-west-2").createLogGroup(r -> r.logGroupName("group"));
    }

    @Test
    void aPrefixFindsNeighboursPageByPage() {
        logs.createLogGroup(r -> r.logGroupName("group-2"));
        logs.createLogGroup(r -> r.logGroupName("other"));
        assertThat(logs.describeLogGroups(r -> r.logGroupNamePrefix("group").limit(1))
                        .logGroups())
                .hasSize(1);
        assertThat(logs
                        .describeLogGroupsPaginator(
                                r -> r.logGroupNamePrefix("group").limit(1))
                        .logGroups()
                        .stream()
                        .map(LogGroup::logGroupName))
                .containsExactly("group", "group-2");
    }

    @Test
    void onlySomeRetentionsExist() {
        assertRefused(
                "InvalidParameterException",
                () -> logs.putRetentionPolicy(r -> r.logGroupName("group").retentionInDays(2)));
        logs.putRetentionPolicy(r -> r.logGroupName("group").retentionInDays(3));
        assertThat(group().retentionInDays()).isEqualTo(3);
        logs.deleteRetentionPolicy(r -> r.logGroupName("group"));
        assertThat(group().retentionInDays()).isNull();
        assertRefused(
                "ResourceNotFoundException",
                () -> logs.putRetentionPolicy(r -> r.logGroupName("none").retentionInDays(3)));
    }

    @Test
    void theKeyMustAllowLogsToUseItForThisGroup() {
        var kms = sandbox.client(KmsClient.class, "us-east-1");
        var open = kms.createKey(r -> r.policy(KEY_POLICY.replace("GROUP", ARN)))
                .keyMetadata()
                .arn();
        var others = kms.createKey(r -> r.policy(KEY_POLICY.replace("GROUP", ARN + "-2")))
                .keyMetadata()
                .arn();
        var away = sandbox.client(KmsClient.class, "us-west-2")
                .createKey(r -> r.policy(KEY_POLICY.replace("GROUP", ARN)))
                .keyMetadata()
                .arn();
        for (var refused : List.of(others, away, "alias/mine", open.substring(open.lastIndexOf('/') + 1))) {
            assertRefused("InvalidParameterException", () -> encrypt(refused));
        }
        encrypt(open);
        assertThat(group().kmsKeyId()).isEqualTo(open);
        logs.disassociateKmsKey(r -> r.logGroupName("group"));
        assertThat(group().kmsKeyId()).isNull();
        kms.disableKey(r -> r.keyId(open));
        assertRefused("InvalidParameterException", () -> encrypt(open));
    }

    private void encrypt(String key) {
        logs.associateKmsKey(r -> r.logGroupName("group").kmsKeyId(key));
    }

    @Test
    void aProtectedLogGroupIsNotDeleted() {
        logs.putLogGroupDeletionProtection(r -> r.logGroupIdentifier("group").deletionProtectionEnabled(true));
        assertRefused("ValidationException", () -> logs.deleteLogGroup(r -> r.logGroupName("group")));
        logs.putLogGroupDeletionProtection(r -> r.logGroupIdentifier(ARN).deletionProtectionEnabled(false));
        logs.deleteLogGroup(r -> r.logGroupName("group"));
        assertRefused("ResourceNotFoundException", () -> logs.deleteLogGroup(r -> r.logGroupName("group")));
    }

    @Test
    void tagsAreKeptByTheArnWithoutItsEnd() {
        logs.tagResource(r -> r.resourceArn(ARN).tags(Map.of("a", "1", "b", "2")));
        logs.untagResource(r -> r.resourceArn(ARN).tagKeys("a"));
        assertThat(logs.listTagsForResource(r -> r.resourceArn(ARN)).tags()).isEqualTo(Map.of("b", "2"));
        assertRefused("InvalidParameterException", () -> logs.listTagsForResource(r -> r.resourceArn(ARN + ":*")));
        assertRefused(
                "InvalidParameterException",
                () -> logs.tagResource(r -> r.resourceArn(ARN).tags(Map.of("aws:a", "1"))));
    }

    @Test
    void aFilterReplacesTheOneOfItsNameAndGoesWithItsGroup() {
        filter(" { $.a = 1 } ", COUNTED);
        filter("ERROR", COUNTED);
        var found = logs.describeMetricFilters(r -> r.logGroupName("group")).metricFilters();
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().filterPattern()).isEqualTo("ERROR");
        assertThat(group().metricFilterCount()).isEqualTo(1);
        logs.deleteLogGroup(r -> r.logGroupName("group"));
        assertRefused("ResourceNotFoundException", () -> logs.describeMetricFilters(r -> r.logGroupName("group")));
        logs.createLogGroup(r -> r.logGroupName("group"));
        assertRefused(
                "ResourceNotFoundException",
                () -> logs.deleteMetricFilter(r -> r.logGroupName("group").filterName("filter")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ERROR -Exclude",
                "{ ($.a = \"x}\") && (($.b != 1) || ($.c EXISTS)) }",
                "[ip, user, ..., status=4*]"
            })
    void wellFormedPatternsAreAccepted(String pattern) {
        filter(pattern, COUNTED);
        assertThat(logs.describeMetricFilters(r -> r.logGroupName("group"))
                        .metricFilters()
                        .getFirst()
                        .filterPattern())
                .isEqualTo(pattern);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ $.a = 1", "{ ($.a = 1 }", "{ $.a = \"1 }", "{ $.a = 1 } more", "[a, b"})
    void brokenPatternsAreRefused(String pattern) {
        assertRefused("InvalidParameterException", () -> filter(pattern, COUNTED));
    }

    @Test
    void aTransformationIsCheckedAndTheGroupMustBeThere() {
        assertRefused(
                "InvalidParameterException",
                () -> filter("x", COUNTED.toBuilder().metricName("a:b").build()));
        assertRefused(
                "InvalidParameterException",
                () -> filter("x", COUNTED.toBuilder().metricValue("many").build()));
        assertRefused(
                "InvalidParameterException",
                () -> filter(
                        "x",
                        COUNTED.toBuilder()
                                .defaultValue(0.0)
                                .dimensions(Map.of("a", "$.a"))
                                .build()));
        assertRefused(
                "ResourceNotFoundException",
                () -> logs.putMetricFilter(r -> r.logGroupName("none")
                        .filterName("filter")
                        .filterPattern("x")
                        .metricTransformations(COUNTED)));
        logs.createLogGroup(r -> r.logGroupName("cheap").logGroupClass("INFREQUENT_ACCESS"));
        assertRefused(
                "InvalidOperationException",
                () -> logs.putMetricFilter(r -> r.logGroupName("cheap")
                        .filterName("filter")
                        .filterPattern("x")
                        .metricTransformations(COUNTED)));
    }

    private void filter(String pattern, MetricTransformation transformation) {
        logs.putMetricFilter(r -> r.logGroupName("group")
                .filterName("filter")
                .filterPattern(pattern)
                .metricTransformations(transformation));
    }
}
