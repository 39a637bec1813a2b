package dev.setpoint.provider.sandbox.s3;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.call.SdkShapes;
import dev.setpoint.provider.sandbox.policy.PolicyDocument.Use;
import dev.setpoint.provider.sandbox.world.Ids;
import dev.setpoint.provider.sandbox.world.ServicePrincipal;
import dev.setpoint.provider.sandbox.world.Topics;
import dev.setpoint.provider.sandbox.world.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationResponse;

/**
 * Notifications of events. The sandbox has no queues and no functions, so of those it checks the ARN alone.
 * See behaviour.md#s3-notification.
 */
final class Notifications extends S3Part {

    private static final String NAME = "notification";
    private static final String PRINCIPAL = "s3.amazonaws.com";
    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:(sns|sqs|lambda):([a-z0-9-]+):\\d{12}:.+");
    private static final Set<String> FILTERS = Set.of("prefix", "suffix");

    /** The lists, and the member of each that names the target. */
    private static final Map<String, String> TARGETS = Map.of(
            "topicConfigurations", "topicArn",
            "queueConfigurations", "queueArn",
            "lambdaFunctionConfigurations", "lambdaFunctionArn");

    Notifications(World world) {
        super(world);
    }

    @Override
    public GetBucketNotificationConfigurationResponse getBucketNotificationConfiguration(
            GetBucketNotificationConfigurationRequest request) {
        bucket(request.bucket());
        return SdkShapes.PLAIN.build(
                GetBucketNotificationConfigurationResponse.builder(),
                configuration(request.bucket(), NAME).orElse(Value.Map.EMPTY));
    }

    @Override
    public PutBucketNotificationConfigurationResponse putBucketNotificationConfiguration(
            PutBucketNotificationConfigurationRequest request) {
        bucket(request.bucket());
        var written = SdkShapes.PLAIN.toValue(Optional.ofNullable(request.notificationConfiguration())
                .orElseGet(() -> NotificationConfiguration.builder().build()));
        var ids = new HashSet<String>();
        for (var target : TARGETS.entrySet()) {
            if (written.has(target.getKey())) {
                var kept = new ArrayList<Value>();
                for (var item : written.list(target.getKey())) {
                    kept.add(accepted(request.bucket(), (Value.Map) item, target.getValue(), ids));
                }
                written = written.with(target.getKey(), Value.of(kept));
            }
        }
        configure(request.bucket(), NAME, written);
        return PutBucketNotificationConfigurationResponse.builder().build();
    }

    /** With an id, and the names of its rules as S3 gives them back. */
    private Value.Map accepted(String bucket, Value.Map entry, String member, Set<String> ids) {
        var named = entry.has("id") ? entry : entry.with("id", Value.of(Ids.uuid()));
        if (!ids.add(named.string("id").orElse(""))) {
            throw invalidArgument("Configuration Ids should be unique.");
        }
        checkEvents(named.list("events"));
        checkTarget(bucket, named.string(member).orElse(""));
        var rules = named.map("filter").map("key").list("filterRules");
        return rules.isEmpty()
                ? named
                : named.with(
                        "filter",
                        Value.Map.EMPTY.with("key", Value.Map.EMPTY.with("filterRules", Value.of(capitalised(rules)))));
    }

    private static void checkEvents(List<Value> events) {
        if (events.isEmpty()) {
            throw malformedXml();
        }
        for (var event : events) {
            if (!(event instanceof Value.Str(var name)) || Event.fromValue(name) == Event.UNKNOWN_TO_SDK_VERSION) {
                throw invalidArgument("The event is not supported for notifications");
            }
        }
    }

    private void checkTarget(String bucket, String arn) {
        var match = ARN.matcher(arn);
        if (!match.matches()) {
            throw invalidArgument("The ARN could not be parsed");
        }
        if (!match.group(2).equals(world.region())) {
            throw invalidArgument(
                    "The notification destination service region is not valid for the bucket location " + "constraint");
        }
        if (match.group(1).equals("sns") && !mayPublish(bucket, arn)) {
            throw invalidArgument("Unable to validate the following destination configurations");
        }
    }

    private boolean mayPublish(String bucket, String arn) {
        var s3 = new ServicePrincipal(world, PRINCIPAL, "arn:" + world.partition() + ":s3:::" + bucket);
        return world.topics()
                .byArn(arn)
                .flatMap(Topics::policy)
                .filter(policy -> s3.allowedBy(policy, Use.RESOURCE, "sns:Publish", arn, Map.of()))
                .isPresent();
    }

    private static List<Value> capitalised(List<Value> rules) {
        var names = new HashSet<String>();
        return rules.stream()
                .map(item -> {
                    var rule = (Value.Map) item;
                    var name = rule.string("name").orElse("").toLowerCase(Locale.ROOT);
                    if (!FILTERS.contains(name)) {
                        throw invalidArgument("filter rule name must be either prefix or suffix");
                    }
                    if (!names.add(name)) {
                        throw invalidArgument("Cannot specify more than one " + name + " rule in a filter.");
                    }
                    var capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
                    return (Value) rule.with("name", Value.of(capital));
                })
                .toList();
    }
}
