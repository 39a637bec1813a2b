package dev.setpoint.provider.sandbox.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.provider.sandbox.Sandbox;
import dev.setpoint.provider.sandbox.contract.Cloud;
import dev.setpoint.provider.sandbox.contract.ContractRun;
import dev.setpoint.provider.sandbox.faults.Seeds;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.config.model.ConfigurationRecorder;
import software.amazon.awssdk.services.config.model.DeliveryChannel;
import software.amazon.awssdk.services.config.model.MaximumExecutionFrequency;
import software.amazon.awssdk.services.config.model.RecordingModeOverride;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * Requests that replace an object whole keep what the spec does not mention and somebody else has set. See
 * behaviour.md#whole-writes.
 */
final class WholeWritesTest {

    private static final String HEAD = """
        setpoint: v1
        stack: whole
        providers:
          aws: {region: us-east-1}
        resources:
        """;
    private static final String TRUST = "{Version: \"2012-10-17\", Statement: [{Effect: Allow, Principal: {Service:"
            + " config.amazonaws.com}, Action: sts:AssumeRole}]}";

    @TempDir
    private Path folder;

    private ContractRun run;
    private Sandbox sandbox;

    @BeforeEach
    void open() {
        run = new ContractRun(Cloud.SANDBOX, folder, Map.of());
        sandbox = Sandbox.open(folder.resolve("cloud"));
    }

    private <C extends SdkClient> C client(Class<C> type) {
        return sandbox.client(type, "us-east-1");
    }

    private void apply(String resources) {
        var stack = new Source("setpoint.yaml", HEAD + resources.indent(2));
        run.apply(stack);
        assertThat(run.differences(run.plan(stack))).isEmpty();
    }

    @Test
    void anAlarmKeepsItsActionsAndDescription() {
        var alarm =
                "it: {type: aws.cloudwatch.alarm, properties: {name: it, namespace: N, metricName: M, statistic: Sum,"
                        + " period: 60, evaluationPeriods: 1, threshold: %d, comparisonOperator: GreaterThanThreshold}}";
        apply(alarm.formatted(1));
        var cloudWatch = client(CloudWatchClient.class);
        cloudWatch.putMetricAlarm(r -> r.alarmName("it")
                .namespace("N")
                .metricName("M")
                .statistic("Sum")
                .period(60)
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator("GreaterThanThreshold")
                .alarmDescription("theirs")
                .alarmActions("arn:aws:sns:us-east-1:123456789012:theirs"));
        apply(alarm.formatted(2));
        var live = cloudWatch
                .describeAlarms(r -> r.alarmNames("it"))
                .metricAlarms()
                .getFirst();
        assertThat(live.threshold()).isEqualTo(2.0);
        assertThat(live.alarmDescription()).isEqualTo("theirs");
        assertThat(live.alarmActions()).containsExactly("arn:aws:sns:us-east-1:123456789012:theirs");
    }

    @Test
    void aMetricFilterKeepsItsOtherSettings() {
        var filter = "group: {type: aws.logs.logGroup, properties: {name: group}}\n"
                + "it: {type: aws.logs.metricFilter, properties: {name: it, logGroup: \"${group.name}\", pattern: %s,"
                + " metricTransformation: {metricName: M, metricNamespace: N, metricValue: \"1\"}}}";
        apply(filter.formatted("a"));
        var logs = client(CloudWatchLogsClient.class);
        logs.putMetricFilter(r -> r.logGroupName("group")
                .filterName("it")
                .filterPattern("a")
                .applyOnTransformedLogs(true)
                .metricTransformations(MetricTransformation.builder()
                        .metricName("M")
                        .metricNamespace("N")
                        .metricValue("1")
                        .build()));
        apply(filter.formatted("b"));
        assertThat(logs.describeMetricFilters(r -> r.logGroupName("group"))
                        .metricFilters()
                        .getFirst()
                        .applyOnTransformedLogs())
                .isTrue();
    }

    private static String recorder(String role, String more) {
        return """
            one: {type: aws.iam.role, properties: {name: one, assumeRolePolicy: %1$s}}
            two: {type: aws.iam.role, properties: {name: two, assumeRolePolicy: %1$s}}
            recorder: {type: aws.config.recorder, properties: {role: "${%2$s.arn}"%3$s}}
            """.formatted(TRUST, role, more);
    }

    @Test
    void aRecorderKeepsItsTypesAndFrequencies() {
        apply(recorder("one", ""));
        var config = client(ConfigClient.class);
        var live = live(config);
        config.putConfigurationRecorder(r -> r.configurationRecorder(live.toBuilder()
                .recordingGroup(g -> g.allSupported(false)
                        .recordingStrategy(s -> s.useOnly("EXCLUSION_BY_RESOURCE_TYPES"))
                        .exclusionByResourceTypes(e -> e.resourceTypesWithStrings("AWS::EC2::Instance")))
                .recordingMode(m -> m.recordingFrequency("CONTINUOUS")
                        .recordingModeOverrides(RecordingModeOverride.builder()
                                .recordingFrequency("DAILY")
                                .resourceTypesWithStrings("AWS::S3::Bucket")
                                .build()))
                .build()));
        apply(recorder("two", ""));
        assertThat(live(config).roleARN()).endsWith("role/two");
        assertThat(live(config).recordingGroup().exclusionByResourceTypes().resourceTypesAsStrings())
                .containsExactly("AWS::EC2::Instance");
        assertThat(live(config).recordingMode().recordingModeOverrides()).hasSize(1);
        // What the spec says wins, and what it takes out goes.
        apply(recorder("two", ", resourceTypes: [\"AWS::KMS::Key\"]"));
        assertThat(live(config).recordingGroup().resourceTypesAsStrings()).containsExactly("AWS::KMS::Key");
        apply(recorder("two", ""));
        assertThat(live(config).recordingGroup().allSupported()).isTrue();
    }

    private static ConfigurationRecorder live(ConfigClient config) {
        return config.describeConfigurationRecorders().configurationRecorders().getFirst();
    }

    @Test
    void aChannelAndARuleKeepTheirOtherSettings() {
        var seeds = new Seeds(sandbox);
        seeds.bucket("it-config");
        var both = recorder("one", "")
                        .replace(
                                "name: one,",
                                "name: one, inlinePolicies: {all: {Version: \"2012-10-17\","
                                        + " Statement: [{Effect: Allow, Action: \"s3:*\", Resource: \"*\"}]}},")
                + """
                channel: {type: aws.config.deliveryChannel, properties: {recorder: "${recorder.name}", s3Bucket: it-config, deliveryFrequency: %1$s}}
                rule: {type: aws.config.rule, properties: {name: it, recorder: "${recorder.name}", sourceIdentifier: S3_BUCKET_PUBLIC_READ_PROHIBITED, inputParameters: {a: %1$s}}}
                """;
        apply(both.formatted("One_Hour"));
        var config = client(ConfigClient.class);
        config.putDeliveryChannel(r -> r.deliveryChannel(channel(config).toBuilder()
                .s3KeyPrefix("theirs")
                .snsTopicARN("arn:aws:sns:us-east-1:123456789012:theirs")
                .build()));
        var rule = config.describeConfigRules().configRules().getFirst();
        config.putConfigRule(r -> r.configRule(rule.toBuilder()
                .description("theirs")
                .maximumExecutionFrequency(MaximumExecutionFrequency.TWELVE_HOURS)
                .scope(s -> s.tagKey("theirs"))
                .evaluationModes(List.of())
                .build()));
        apply(both.formatted("Six_Hours"));
        assertThat(channel(config).configSnapshotDeliveryProperties().deliveryFrequencyAsString())
                .isEqualTo("Six_Hours");
        assertThat(channel(config).s3KeyPrefix()).isEqualTo("theirs");
        assertThat(channel(config).snsTopicARN()).endsWith(":theirs");
        var kept = config.describeConfigRules().configRules().getFirst();
        assertThat(kept.inputParameters()).contains("Six_Hours");
        assertThat(kept.description()).isEqualTo("theirs");
        assertThat(kept.maximumExecutionFrequency()).isEqualTo(MaximumExecutionFrequency.TWELVE_HOURS);
        assertThat(kept.scope().tagKey()).isEqualTo("theirs");
    }

    private static DeliveryChannel channel(ConfigClient config) {
        return config.describeDeliveryChannels().deliveryChannels().getFirst();
    }

    @Test
    void aRoleKeepsItsDescription() {
        var role = "it: {type: aws.iam.role, properties: {name: it, assumeRolePolicy: " + TRUST
                + ", maxSessionDuration: %d}}";
        apply(role.formatted(3600));
        var iam = client(IamClient.class);
        iam.updateRole(r -> r.roleName("it").description("theirs").maxSessionDuration(3600));
        apply(role.formatted(7200));
        assertThat(iam.getRole(r -> r.roleName("it")).role().description()).isEqualTo("theirs");
    }
}
