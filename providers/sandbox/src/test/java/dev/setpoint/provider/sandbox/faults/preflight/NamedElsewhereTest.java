package dev.setpoint.provider.sandbox.faults.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.provider.sandbox.Sandbox;
import dev.setpoint.provider.sandbox.faults.Seeds;
import dev.setpoint.provider.sandbox.faults.Trial;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** ARNs of objects in another region or account than the provider's. */
class NamedElsewhereTest {

    private static final String WEST = "us-west-2";

    private static final String HEAD = """
        setpoint: v1
        stack: trial
        providers:
          aws: {region: us-east-1}
          aws.west: {region: us-west-2}
        resources:
        """;

    private static final String SUBSCRIPTION =
            "it: {type: aws.sns.subscription, properties: {topic: \"%s\", protocol: sqs, endpoint:"
                    + " \"arn:aws:sqs:us-west-2:123456789012:q\", rawMessageDelivery: %s}}";

    private static final String TOPIC = "arn:aws:sns:us-west-2:123456789012:western";

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private Seeds seeds;

    @BeforeEach
    void open() {
        sandbox = Sandbox.open(folder.resolve("cloud"));
        seeds = new Seeds(sandbox);
    }

    private Trial stack(String resource) {
        return Trial.of(folder, HEAD + resource.indent(2));
    }

    private List<String> said(String resource) {
        return stack(resource).plan(PlanOptions.APPLY).diagnostics().stream()
                .map(Diagnostic::message)
                .toList();
    }

    private static String alarm(String state, String action) {
        return "it: {type: aws.cloudwatch.alarm, properties: {name: it, namespace: N, metricName: M, statistic: Sum,"
                + " period: 60, evaluationPeriods: 1, threshold: 1, comparisonOperator: GreaterThanThreshold, "
                + state + ": [\"" + action + "\"]}}";
    }

    @Test
    void aSubscriptionIsManagedInTheRegionOfItsTopic() {
        assertThat(said(SUBSCRIPTION.formatted(TOPIC, true))).anyMatch(text -> text.contains("there is no topic"));
        var sns = sandbox.client(SnsClient.class, WEST);
        sns.createTopic(r -> r.name("western"));
        for (var raw : List.of(true, false)) {
            var trial = stack(SUBSCRIPTION.formatted(TOPIC, raw));
            assertThat(Trial.problems(trial.apply())).isEmpty();
            assertThat(trial.pending()).isEmpty();
        }
        assertThat(sns.listSubscriptionsByTopic(r -> r.topicArn(TOPIC)).subscriptions())
                .hasSize(1);
        var trial = stack(SUBSCRIPTION.formatted(TOPIC, false));
        assertThat(Trial.problems(trial.destroy())).isEmpty();
        assertThat(sns.listSubscriptionsByTopic(r -> r.topicArn(TOPIC)).subscriptions())
                .isEmpty();
    }

    @Test
    void aTrailTellsATopicOfAnotherRegion() {
        seeds.trails(1);
        var trail = "it: {type: aws.cloudtrail.trail, properties: {name: the-trail, s3Bucket: logs, snsTopic: \""
                + TOPIC + "\"}}";
        assertThat(said(trail)).anyMatch(text -> text.contains("there is no topic " + TOPIC));
        // One of the same name in the provider's region is another topic.
        seeds.sns().createTopic(r -> r.name("western"));
        assertThat(said(trail)).anyMatch(text -> text.contains("there is no topic " + TOPIC));
        sandbox.client(SnsClient.class, WEST).createTopic(r -> r.name("western"));
        assertThat(said(trail)).noneMatch(text -> text.contains("topic"));
    }

    @ParameterizedTest
    @CsvSource({
        "alarmActions, arn:aws:sns:us-west-2:123456789012:western, the topic is in us-west-2",
        "okActions, arn:aws:sns:us-west-2:123456789012:western, the topic is in us-west-2",
        "insufficientDataActions, arn:aws:lambda:us-west-2:123456789012:function:f, the object is in us-west-2",
    })
    void anAlarmActsInItsOwnRegionAlone(String state, String action, String sentence) {
        sandbox.client(SnsClient.class, WEST).createTopic(r -> r.name("western"));
        assertThat(said(alarm(state, action)))
                .singleElement()
                .asString()
                .contains(sentence + ", and what uses it is in us-east-1");
    }

    @Test
    void aLogGroupOfAnotherRegionIsNotTheOneOfTheSameName() {
        seeds.trails(1);
        seeds.logs().createLogGroup(r -> r.logGroupName("events"));
        var role = seeds.role("writer", "cloudtrail.amazonaws.com");
        var trail = "it: {type: aws.cloudtrail.trail, properties: {name: the-trail, s3Bucket: logs, cloudWatchLogs:"
                + " {logGroupArn: \"arn:aws:logs:us-west-2:123456789012:log-group:events:*\", roleArn: \"" + role
                + "\"}}}";
        assertThat(said(trail))
                .anyMatch(text -> text.contains("there is no log group arn:aws:logs:us-west-2"))
                .anyMatch(text -> text.contains("the log group is in us-west-2"));
        sandbox.client(CloudWatchLogsClient.class, WEST).createLogGroup(r -> r.logGroupName("events"));
        assertThat(said(trail)).singleElement().asString().contains("the log group is in us-west-2");
    }

    @Test
    void objectsOfOtherAccountsAreNotTakenForThoseOfTheSameName() {
        seeds.trails(1);
        seeds.logs().createLogGroup(r -> r.logGroupName("events"));
        seeds.role("writer", "cloudtrail.amazonaws.com");
        var trail = "it: {type: aws.cloudtrail.trail, properties: {name: the-trail, s3Bucket: logs, cloudWatchLogs:"
                + " {logGroupArn: \"arn:aws:logs:us-east-1:123456789012:log-group:events:*\", roleArn:"
                + " \"arn:aws:iam::%s:role/%swriter\"}}}";
        assertThat(said(trail.formatted("999999999999", "")))
                .anyMatch(text -> text.contains("of another account, and IAM passes a role to a service within"));
        assertThat(said(trail.formatted("123456789012", "path/")))
                .anyMatch(text -> text.contains("there is no role arn:aws:iam::123456789012:role/path/writer"));
        assertThat(said(trail.formatted("123456789012", ""))).noneMatch(text -> text.contains("role"));
    }

    @Test
    void aPolicyOfAnotherAccountIsRefusedAndOneOfAwsIsNot() {
        var role = "it: {type: aws.iam.role, properties: {name: it, assumeRolePolicy: {Version: \"2012-10-17\","
                + " Statement: [{Effect: Allow, Principal: {Service: s3.amazonaws.com}, Action: sts:AssumeRole}]},"
                + " managedPolicies: [\"arn:aws:iam::%s:policy/some\"]}}";
        sandbox.client(IamClient.class, "us-east-1")
                .createPolicy(r -> r.policyName("some")
                        .policyDocument(
                                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\","
                                        + "\"Resource\":\"*\"}]}"));
        assertThat(said(role.formatted("999999999999")))
                .anyMatch(text -> text.contains("is of another account, and IAM attaches only"));
        assertThat(said(role.formatted("123456789012"))).isEmpty();
        assertThat(said(role.formatted("aws"))).isEmpty();
    }
}
