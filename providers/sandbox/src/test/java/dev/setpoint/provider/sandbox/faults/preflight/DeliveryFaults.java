package dev.setpoint.provider.sandbox.faults.preflight;

import static dev.setpoint.provider.sandbox.faults.preflight.PreflightFaults.ARN;
import static dev.setpoint.provider.sandbox.faults.preflight.PreflightFaults.NOTHING;
import static dev.setpoint.provider.sandbox.faults.preflight.PreflightFaults.doing;
import static dev.setpoint.provider.sandbox.faults.preflight.PreflightFaults.fault;

import dev.setpoint.provider.sandbox.faults.preflight.PreflightFaults.Fault;
import java.util.List;
import java.util.stream.Stream;

/** Obstacles to trails, log groups, alarms and topics. */
final class DeliveryFaults {

    private DeliveryFaults() {}

    static List<Fault> all() {
        return Stream.of(trails(), monitoring()).flatMap(List::stream).toList();
    }

    private static String trail(String more) {
        return "it: {type: aws.cloudtrail.trail, properties: {name: the-trail, s3Bucket: logs" + more + "}}";
    }

    private static List<Fault> trails() {
        return List.of(
                fault("a trail to no bucket", NOTHING, trail("").replace("logs", "nowhere"), "nowhere"),
                fault("a trail to a bucket without a policy", doing(c -> c.bucket("logs")), trail(""), "policy"),
                fault(
                        "a sixth trail",
                        doing(c -> c.trails(5)),
                        trail(""),
                        "there would be 6 trails in this region, and AWS allows 5: there are 5, and this plan creates"
                                + " 1."),
                fault(
                        "a trail to no topic",
                        doing(c -> c.trails(1)),
                        trail(", snsTopic: \"" + ARN.formatted("sns") + "nobody\""),
                        "there is no topic"),
                fault(
                        "a trail under a disabled key",
                        c -> {
                            c.trails(1);
                            return c.disabledKey();
                        },
                        trail(", kmsKey: \"$\""),
                        "is disabled"),
                fault(
                        "a trail to no log group",
                        c -> {
                            c.trails(1);
                            return c.role("writer", "cloudtrail.amazonaws.com");
                        },
                        trail(LOGS.formatted("nowhere")),
                        "log-group:nowhere:*"),
                fault(
                        "a trail whose role is another service's",
                        c -> {
                            c.trails(1);
                            c.logs().createLogGroup(r -> r.logGroupName("events"));
                            return c.role("writer", "ec2.amazonaws.com");
                        },
                        trail(LOGS.formatted("events")),
                        "does not let cloudtrail.amazonaws.com assume it"));
    }

    private static final String LOGS =
            ", cloudWatchLogs: {logGroupArn: \"" + ARN.formatted("logs") + "log-group:%s:*\", roleArn: \"$\"}";

    private static String filter(String name) {
        return name + ": {type: aws.logs.metricFilter, properties: {name: " + name + ", logGroup: events, pattern: a,"
                + " metricTransformation: {metricName: M, metricNamespace: N, metricValue: \"1\"}}}";
    }

    private static List<Fault> monitoring() {
        return List.of(
                fault("a metric filter on no log group", NOTHING, filter("it"), "there is no log group events"),
                fault(
                        "a metric filter too many",
                        doing(c -> c.filters("events", 100)),
                        filter("it"),
                        "there would be 101 metric filters in the log group, and AWS allows 100: there are 100"),
                fault(
                        "an alarm to no topic",
                        NOTHING,
                        "it: {type: aws.cloudwatch.alarm, properties: {name: it, namespace: N, metricName: M,"
                                + " statistic: Sum, period: 60, evaluationPeriods: 1, threshold: 1, comparisonOperator:"
                                + " GreaterThanThreshold, alarmActions: [\"" + ARN.formatted("sns") + "nobody\"]}}",
                        "there is no topic"),
                fault(
                        "a subscription of no topic",
                        NOTHING,
                        "it: {type: aws.sns.subscription, properties: {topic: \"" + ARN.formatted("sns")
                                + "nobody\", protocol: email, endpoint: a@example.com}}",
                        "there is no topic"),
                new Fault(
                        "a log group that somebody has protected",
                        "it: {type: aws.logs.logGroup, properties: {name: it}}",
                        doing(c -> c.logs()
                                .putLogGroupDeletionProtection(
                                        r -> r.logGroupIdentifier("it").deletionProtectionEnabled(true))),
                        "other: {type: aws.sns.topic, properties: {name: other}}",
                        "is protected against deletion"));
    }
}
