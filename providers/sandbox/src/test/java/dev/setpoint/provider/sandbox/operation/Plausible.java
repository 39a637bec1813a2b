package dev.setpoint.provider.sandbox.operation;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Texts that members of requests could have, by the end of the member's name in lower case. */
final class Plausible {

    private static final List<String> POLICIES = List.of(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}",
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"NotPrincipal\":\"*\",\"NotAction\":\"*\"}}",
            "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[]},\"Action\":\"kms:*\",\"Resource\":\"*\","
                    + "\"Condition\":{\"NumericLessThan\":{\"aws:epoch\":\"x\"},\"Bool\":{\"a\":null}}}]}",
            "{\"Statement\":[null, 1, []]}",
            "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\","
                    + "\"Condition\":[]}]}");

    private static final Map<String, List<String>> BY_END = Map.ofEntries(
            Map.entry("policydocument", POLICIES),
            Map.entry("policy", POLICIES),
            Map.entry("policyname", List.of("default", "thing")),
            Map.entry("policyarn", List.of("arn:aws:iam::123456789012:policy/thing", "arn:aws:iam::aws:policy/Thing")),
            Map.entry(
                    "policysourcearn",
                    List.of("arn:aws:iam::123456789012:user/thing", "arn:aws:iam::123456789012:role/thing")),
            Map.entry("permissionsboundary", List.of("arn:aws:iam::123456789012:policy/thing")),
            Map.entry("versionid", List.of("v1", "v2", "null")),
            Map.entry("actionnames", List.of("s3:GetObject")),
            Map.entry("name", List.of("thing", "other")),
            Map.entry("bucket", List.of("things", "others")),
            Map.entry("key", List.of("thing", "other", "aws:x")),
            Map.entry("keyid", List.of("alias/thing", "12345678-1234-1234-1234-123456789012")),
            Map.entry("topicarn", List.of("arn:aws:sns:us-east-1:123456789012:thing")),
            Map.entry("subscriptionarn", List.of("arn:aws:sns:us-east-1:123456789012:thing:x")),
            Map.entry("protocol", List.of("sqs", "email", "sms", "lambda", "firehose")),
            Map.entry("endpoint", List.of("arn:aws:sqs:us-east-1:123456789012:q", "a@b.c", "+15551234567")),
            Map.entry(
                    "attributename",
                    List.of("FilterPolicy", "RedrivePolicy", "DeliveryPolicy", "Policy", "RawMessageDelivery")),
            Map.entry(
                    "resourcearn",
                    List.of(
                            "arn:aws:sns:us-east-1:123456789012:thing",
                            "arn:aws:logs:us-east-1:123456789012:log-group:thing",
                            "arn:aws:cloudwatch:us-east-1:123456789012:alarm:thing",
                            "arn:aws:access-analyzer:us-east-1:123456789012:analyzer/thing")),
            Map.entry("rolearn", List.of("arn:aws:iam::123456789012:role/thing")),
            Map.entry("principal", List.of("arn:aws:iam::123456789012:role/thing")),
            Map.entry("accountid", List.of("123456789012")),
            Map.entry("type", List.of("ACCOUNT", "ACCOUNT_UNUSED_ACCESS", "Gateway", "AWS::S3::Object")),
            Map.entry("owner", List.of("AWS", "CUSTOM_LAMBDA")),
            Map.entry("inputparameters", List.of("{\"a\":\"b\"}", "{\"a\":1}", "x")),
            Map.entry("metricvalue", List.of("1", "$.bytes")),
            Map.entry("comparisonoperator", List.of("GreaterThanThreshold", "GreaterThanUpperThreshold")),
            Map.entry("statistic", List.of("Sum")),
            Map.entry("namespace", List.of("Things")),
            Map.entry("dashboardbody", List.of("{\"widgets\":[{},1]}", "{\"widgets\":{}}")),
            Map.entry("marker", List.of("YWZ0ZXIgYQ==")),
            Map.entry("token", List.of("YWZ0ZXIgYQ==")),
            Map.entry("cidrblock", List.of("10.0.0.0/16")),
            Map.entry("status", List.of("Enabled", "Disabled", "ENABLED")),
            Map.entry("id", List.of("thing", "vpc-1")),
            Map.entry("storageclass", List.of("STANDARD", "GLACIER")),
            Map.entry("replicaregion", List.of("eu-west-1", "us-east-1")));

    private Plausible() {}

    static List<String> texts(String member) {
        var name = member.toLowerCase(Locale.ROOT);
        return BY_END.entrySet().stream()
                .filter(entry -> name.endsWith(entry.getKey()))
                .max(Map.Entry.comparingByKey((one, other) -> Integer.compare(one.length(), other.length())))
                .map(Map.Entry::getValue)
                .orElse(List.of());
    }
}
