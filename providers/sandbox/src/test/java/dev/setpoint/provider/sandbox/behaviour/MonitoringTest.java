package dev.setpoint.provider.sandbox.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.Sandbox;
import dev.setpoint.provider.sandbox.contract.Cloud;
import dev.setpoint.provider.sandbox.contract.ContractRun;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;
import software.amazon.awssdk.services.sns.SnsClient;

/** Monitoring types: subscriptions that somebody must confirm, and calls that replace every setting. */
final class MonitoringTest {

    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:topic";

    @TempDir
    private Path folder;

    private ContractRun run;
    private CloudWatchClient cloudWatch;
    private CloudWatchLogsClient logs;
    private SnsClient sns;

    @BeforeEach
    void open() {
        run = new ContractRun(Cloud.SANDBOX, folder, Map.of());
        var sandbox = Sandbox.open(folder.resolve("cloud"));
        cloudWatch = sandbox.client(CloudWatchClient.class, "us-east-1");
        logs = sandbox.client(CloudWatchLogsClient.class, "us-east-1");
        sns = sandbox.client(SnsClient.class, "us-east-1");
    }

    private static Source stack(String resources) {
        return new Source(
                "setpoint.yaml",
                "setpoint: v1\nstack: monitoring\nproviders:\n  aws: {region: us-east-1}\nresources:\n"
                        + resources.indent(2));
    }

    private Value.Map outputs(String name) {
        return run.state().resource(Address.resource(name)).orElseThrow().outputs();
    }

    private static final Source MAIL = stack("""
        topic: {type: aws.sns.topic, properties: {name: topic}}
        mail:
          type: aws.sns.subscription
          properties: {topic: "${topic.arn}", protocol: email, endpoint: a@example.com}
        """);

    @Test
    void aSubscriptionByEmailIsPendingUntilSomebodyConfirmsIt() {
        run.apply(MAIL);
        assertThat(outputs("mail").bool("pendingConfirmation")).contains(true);
        assertThat(run.plan(MAIL).changes()).allMatch(Change.NoOp.class::isInstance);
        var arn = outputs("mail").string("arn").orElseThrow();
        sns.confirmSubscription(r -> r.topicArn(TOPIC).token(arn.substring(arn.lastIndexOf(':') + 1)));
        run.apply(MAIL);
        assertThat(outputs("mail").bool("pendingConfirmation")).contains(false);
        run.destroy(MAIL);
        assertThat(sns.listSubscriptions().subscriptions()).isEmpty();
    }

    @Test
    void anUnconfirmedSubscriptionDoesNotBlockADestroy() {
        run.apply(MAIL);
        run.destroy(MAIL);
        assertThat(run.state().isEmpty()).isTrue();
        run.apply(MAIL);
        run.destroy(MAIL);
    }

    @Test
    void anEndpointThatConfirmsByItselfIsWaitedFor() {
        var stack = stack("""
            topic: {type: aws.sns.topic, properties: {name: topic}}
            hook:
              type: aws.sns.subscription
              properties:
                topic: ${topic.arn}
                protocol: https
                endpoint: https://example.com/hook
                endpointAutoConfirms: true
            """);
        assertThatThrownBy(() -> run.apply(stack))
                .hasMessageContaining("waiting for the subscription of https://example.com/hook to be confirmed");
    }

    @Test
    void anExistingTopicIsNotTakenOver() {
        sns.createTopic(r -> r.name("topic"));
        assertThatThrownBy(() -> run.plan(MAIL))
                .hasMessageContaining("SP0520")
                .hasMessageContaining("add `import: " + TOPIC + "`");
    }

    private static Source alarm(String settings) {
        return stack("""
            alarm:
              type: aws.cloudwatch.alarm
              properties:
                name: alarm
                comparisonOperator: GreaterThanThreshold
                evaluationPeriods: 1
            """ + settings.indent(4));
    }

    private static final String ONE_METRIC = """
        namespace: Test
        metricName: Metric
        statistic: Sum
        period: 300
        """;

    private MetricAlarm live() {
        return cloudWatch
                .describeAlarms(r -> r.alarmNames("alarm"))
                .metricAlarms()
                .getFirst();
    }

    @Test
    void aChangedAlarmKeepsWhatTheSpecDoesNotManage() {
        run.apply(alarm(ONE_METRIC + "threshold: 1"));
        cloudWatch.putMetricAlarm(r -> r.alarmName("alarm")
                .namespace("Test")
                .metricName("Metric")
                .statistic(Statistic.SUM)
                .period(300)
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .alarmDescription("Written by hand"));
        run.apply(alarm(ONE_METRIC + "threshold: 2"));
        assertThat(live().threshold()).isEqualTo(2.0);
        assertThat(live().alarmDescription()).isEqualTo("Written by hand");
        run.apply(alarm(ONE_METRIC + "threshold: 2\ndescription: Written down"));
        run.apply(alarm(ONE_METRIC + "threshold: 2"));
        assertThat(live().alarmDescription()).isNull();
    }

    @Test
    void anAlarmChangesBetweenOneMetricAndSeveral() {
        var several = alarm("""
            threshold: 1
            metrics:
              - {id: rate, expression: 100 * errors / 7}
              - id: errors
                returnData: false
                metricStat:
                  metric: {namespace: Test, metricName: Metric, dimensions: {Bucket: one}}
                  period: 300
                  stat: Sum
            """);
        var one = alarm(ONE_METRIC + "threshold: 1\ndimensions: {Bucket: one}");
        run.apply(one);
        run.apply(several);
        assertThat(run.differences(run.plan(several))).isEmpty();
        assertThat(live().metricName()).isNull();
        run.apply(one);
        assertThat(run.differences(run.plan(one))).isEmpty();
        assertThat(live().metrics()).isEmpty();
    }

    @Test
    void aChangedMetricFilterKeepsWhatTheSpecDoesNotManage() {
        var pattern =
                "{type: aws.logs.metricFilter, properties: {logGroup: \"${group.name}\", name: filter, pattern: %s,"
                        + " metricTransformation: {metricName: M, metricNamespace: N, metricValue: \"1\"}}}";
        var group = "group: {type: aws.logs.logGroup, properties: {name: group}}\nfilter: ";
        run.apply(stack(group + pattern.formatted("ERROR")));
        logs.putMetricFilter(r -> r.logGroupName("group")
                .filterName("filter")
                .filterPattern("ERROR")
                .applyOnTransformedLogs(true)
                .metricTransformations(MetricTransformation.builder()
                        .metricName("M")
                        .metricNamespace("N")
                        .metricValue("1")
                        .build()));
        run.apply(stack(group + pattern.formatted("WARNING")));
        var live = logs.describeMetricFilters(r -> r.logGroupName("group"))
                .metricFilters()
                .getFirst();
        assertThat(live.filterPattern()).isEqualTo("WARNING");
        assertThat(live.applyOnTransformedLogs()).isTrue();
    }

    @Test
    void aProtectedLogGroupIsNotDeletedAndTheHintSaysHow() {
        var stack = stack("""
            group: {type: aws.logs.logGroup, properties: {name: group, deletionProtection: true}}
            """);
        run.apply(stack);
        assertThatThrownBy(() -> run.destroy(stack))
                .hasMessageContaining("protected against deletion")
                .hasMessageContaining("Set `deletionProtection: false` and apply that first.");
        assertThat(logs.describeLogGroups().logGroups()).hasSize(1);
    }
}
