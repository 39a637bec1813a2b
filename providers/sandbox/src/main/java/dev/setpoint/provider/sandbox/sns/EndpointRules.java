package dev.setpoint.provider.sandbox.sns;

import dev.setpoint.engine.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Endpoints of subscriptions by their protocol, and those that a topic can have. */
final class EndpointRules {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final String FIFO = ".fifo";

    /**
     * Form of the endpoints of a protocol.
     *
     * @param otherwise says what is wrong with others
     */
    private record Form(Pattern pattern, String otherwise) {

        Form(String pattern, String otherwise) {
            this(Pattern.compile(pattern), otherwise);
        }
    }

    private static final Map<String, Form> FORMS = Map.of(
            "email", new Form(EMAIL, "Email address"),
            "email-json", new Form(EMAIL, "Email address"),
            // Single dots, slashes and dashes may stand between the digits.
            "sms", new Form("(?=[^0-9]*[1-9])\\+?\\d([./-]?\\d){1,14}", "Invalid SMS endpoint"),
            "http", new Form("http://\\S+", "Endpoint must match the specified protocol"),
            "https", new Form("https://\\S+", "Endpoint must match the specified protocol"),
            "sqs", new Form("arn:aws[a-z-]*:sqs:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]{1,80}(\\.fifo)?", "SQS endpoint ARN"),
            "lambda", new Form("arn:aws[a-z-]*:lambda:[a-z0-9-]+:\\d{12}:function:.+", "Lambda endpoint ARN"),
            "firehose",
                    new Form("arn:aws[a-z-]*:firehose:[a-z0-9-]+:\\d{12}:deliverystream/.+", "Firehose endpoint ARN"),
            "application", new Form("arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:.+", "Application endpoint arn invalid"));

    private EndpointRules() {}

    static boolean isFifo(String name) {
        return name.endsWith(FIFO);
    }

    static void check(Value.Map topic, String protocol, String endpoint, Map<String, String> attributes) {
        var form = Optional.ofNullable(FORMS.get(protocol))
                .orElseThrow(() -> SnsPart.invalid("Amazon SNS does not support this protocol string: " + protocol));
        var fifo = topic.bool("fifo").orElse(false);
        require(!fifo || protocol.equals("sqs"), "Invalid protocol type: " + protocol);
        require(form.pattern().matcher(endpoint).matches(), form.otherwise() + ": " + endpoint);
        require(
                fifo || !protocol.equals("sqs") || !isFifo(endpoint),
                "Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics");
        require(
                !protocol.equals("firehose") || attributes.containsKey("SubscriptionRoleArn"),
                "Attributes Reason: SubscriptionRoleArn is required for protocol firehose");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw SnsPart.invalid(otherwise);
        }
    }
}
