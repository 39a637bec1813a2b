package dev.setpoint.provider.sandbox.sns;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.policy.PolicyDocument;
import dev.setpoint.provider.sandbox.policy.PolicyDocument.Use;
import dev.setpoint.provider.sandbox.policy.PolicyProblem;
import dev.setpoint.provider.sandbox.table.Check;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.world.PolicyPrincipals;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks of the attributes of a topic, and their values when nobody sets them. See behaviour.md#sns-topic. */
final class TopicRules {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_POLICY = 30 * 1024;
    private static final List<String> OWNER_MAY = List.of(
            "SNS:GetTopicAttributes",
            "SNS:SetTopicAttributes",
            "SNS:AddPermission",
            "SNS:RemovePermission",
            "SNS:DeleteTopic",
            "SNS:Subscribe",
            "SNS:ListSubscriptionsByTopic",
            "SNS:Publish");

    private static final List<Check> PLAIN = List.of(
            Check.length("DisplayName", 0, LONGEST_NAME, invalid("DisplayName Reason: too long"))
                    .whenPresent(),
            Check.matches("KmsMasterKeyId", Pattern.compile("[^ ]*"), invalid("KmsMasterKeyId"))
                    .whenPresent(),
            Check.oneOf("SignatureVersion", Set.of("1", "2"), invalid("SignatureVersion"))
                    .whenPresent(),
            Check.oneOf("TracingConfig", Set.of("PassThrough", "Active"), invalid("TracingConfig"))
                    .whenPresent());

    private static final Pattern FEEDBACK = Pattern.compile(
            "(HTTP|Firehose|Lambda|Application|SQS)(SuccessFeedback(RoleArn|SampleRate)|FailureFeedbackRoleArn)");
    private static final Pattern PERCENTAGE = Pattern.compile("100|[0-9]{1,2}");
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/.+");

    private TopicRules() {}

    private static Refusal invalid(String what) {
        return new Refusal(Service.SNS, "InvalidParameter", 400, "Invalid parameter: " + what);
    }

    /** @throws software.amazon.awssdk.awscore.exception.AwsServiceException when the topic cannot have this attribute */
    static void check(String name, String value, boolean fifo, World world) {
        switch (name) {
            case "DisplayName", "KmsMasterKeyId", "SignatureVersion", "TracingConfig" ->
                Check.all(PLAIN, Value.Map.EMPTY.with(name, Value.of(value)));
            case "Policy" -> policy(value, world);
            case "DeliveryPolicy" -> require(value.isEmpty() || isObject(value), "DeliveryPolicy: JSON is malformed");
            case "ContentBasedDeduplication" ->
                require(fifo && isFlag(value), "Attributes Reason: ContentBasedDeduplication is for FIFO topics");
            default -> {
                require(FEEDBACK.matcher(name).matches(), "AttributeName");
                checkFeedback(name, value);
            }
        }
    }

    /** SNS does not look at the role: one that it cannot assume logs nothing. */
    private static void checkFeedback(String name, String value) {
        if (name.endsWith("SampleRate")) {
            require(PERCENTAGE.matcher(value).matches(), name + ": must be an integer between 0 and 100");
        } else {
            require(value.isEmpty() || ROLE.matcher(value).matches(), name + ": invalid role ARN");
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw SnsPart.invalid(otherwise);
        }
    }

    /** Returns a flag as SNS keeps it. */
    static String flag(String name, String value) {
        require(
                isFlag(value),
                "Attributes Reason: " + name + ": Invalid value [" + value + "]. Must be true or false.");
        return value.toLowerCase(Locale.ROOT);
    }

    static boolean isFlag(String value) {
        return Set.of("true", "false").contains(value.toLowerCase(Locale.ROOT));
    }

    static boolean isObject(String json) {
        try {
            return Json.read(json) instanceof Value.Map;
        } catch (IllegalArgumentException notJson) {
            return false;
        }
    }

    /** Returns the policy, if a topic can have it. */
    static PolicyDocument policy(String text, World world) {
        require(text.length() <= LONGEST_POLICY, "Policy Reason: longer than 30 KB");
        try {
            var policy = PolicyDocument.parse(text, Use.RESOURCE);
            require(
                    policy.statements().stream()
                            .flatMap(statement -> statement.actions().stream())
                            .allMatch(
                                    action -> action.toLowerCase(Locale.ROOT).startsWith("sns:") || action.equals("*")),
                    "Policy statement action out of service scope!");
            require(
                    PolicyPrincipals.unacceptable(policy, world.principals()).isEmpty(),
                    "Policy Error: PrincipalNotFound");
            return policy;
        } catch (PolicyProblem e) {
            throw SnsPart.invalid(
                    "Policy Error: " + e.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
    }

    /** Returns the policy of a topic that was created without one. */
    static String standardPolicy(String arn, World world) {
        return Json.compact(Json.read("""
            {"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{"Sid":"__default_statement_ID",
             "Effect":"Allow","Principal":{"AWS":"*"},"Action":["%s"],"Resource":"%s",
             "Condition":{"StringEquals":{"AWS:SourceOwner":"%s"}}}]}\
            """.formatted(
                        String.join("\",\"", OWNER_MAY), arn, world.account().id())));
    }

    /** Delivery policy of a topic that was created without one. */
    private static final Value.Map STANDARD_DELIVERY = (Value.Map) Json.read("""
            {"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":20,"maxDelayTarget":20,"numRetries":3,
             "numMaxDelayRetries":0,"numNoDelayRetries":0,"numMinDelayRetries":0,"backoffFunction":"linear"},
             "disableSubscriptionOverrides":false,
             "defaultRequestPolicy":{"headerContentType":"text/plain; charset=UTF-8"}}}""");

    /** Returns the delivery policy in force: the topic's own over the standard one. */
    static String effectiveDelivery(Value.Map topic) {
        var own = topic.map("attributes").string("DeliveryPolicy").filter(TopicRules::isObject);
        return Json.compact(own.map(policy -> merged(STANDARD_DELIVERY, (Value.Map) Json.read(policy)))
                .orElse(STANDARD_DELIVERY));
    }

    private static Value.Map merged(Value.Map standard, Value.Map own) {
        var result = standard;
        for (var entry : own.entries().entrySet()) {
            var value = entry.getValue() instanceof Value.Map nested
                            && standard.get(entry.getKey()).orElse(Value.Null.VALUE) instanceof Value.Map below
                    ? merged(below, nested)
                    : entry.getValue();
            result = result.with(entry.getKey(), value);
        }
        return result;
    }

    /** Returns the policy as it reads now. */
    static String recalled(Value.Map topic, World world) {
        var text = topic.map("attributes").string("Policy");
        return text.map(policy -> Json.compact(
                        PolicyPrincipals.recall(Json.read(policy), topic.map("policyPrincipals"), world.principals())))
                .orElseGet(() -> standardPolicy(SnsPart.arn(topic), world));
    }
}
