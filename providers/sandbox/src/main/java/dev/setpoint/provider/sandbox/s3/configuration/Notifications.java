package dev.setpoint.provider.sandbox.s3.configuration;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.policy.PolicyDocument.Use;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.table.Members;
import dev.setpoint.provider.sandbox.table.Submission;
import dev.setpoint.provider.sandbox.world.Ids;
import dev.setpoint.provider.sandbox.world.ServicePrincipal;
import dev.setpoint.provider.sandbox.world.Topics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.Event;

/**
 * Event notifications. The sandbox has no queues and no functions: it checks only their ARNs. See
 * behaviour.md#s3-notification.
 */
final class Notifications {

    private static final String PRINCIPAL = "s3.amazonaws.com";
    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:(sns|sqs|lambda):([a-z0-9-]+):\\d{12}:.+");
    private static final Set<String> FILTERS = Set.of("prefix", "suffix");

    /** Lists of a configuration → member of their entries that names the target. */
    private static final Map<String, String> TARGETS = Map.of(
            "topicConfigurations", "topicArn",
            "queueConfigurations", "queueArn",
            "lambdaFunctionConfigurations", "lambdaFunctionArn");

    private Notifications() {}

    static Value.Map accepted(Submission submission) {
        var written = submission.content().orElse(Value.Map.EMPTY);
        var ids = new HashSet<String>();
        var kept = written;
        for (var target : TARGETS.entrySet()) {
            if (written.has(target.getKey())) {
                var entries = new ArrayList<Value>();
                for (var entry : Members.maps(written, target.getKey())) {
                    entries.add(accepted(submission, entry, target.getValue(), ids));
                }
                kept = kept.with(target.getKey(), Value.of(entries));
            }
        }
        NotificationOverlaps.check(kept, TARGETS.keySet());
        return kept;
    }

    /** Returns an entry with an id, and with the names of its filter rules as S3 returns them. */
    private static Value.Map accepted(Submission submission, Value.Map entry, String member, Set<String> ids) {
        var named = entry.has("id") ? entry : entry.with("id", Value.of(Ids.uuid()));
        if (!ids.add(named.string("id").orElse(""))) {
            throw S3Refusals.invalidArgument("Configuration Ids should be unique.");
        }
        checkEvents(named.list("events"));
        checkTarget(submission, named.string(member).orElse(""));
        var rules = named.map("filter").map("key").list("filterRules");
        return rules.isEmpty()
                ? named
                : named.with(
                        "filter",
                        Value.Map.EMPTY.with("key", Value.Map.EMPTY.with("filterRules", Value.of(capitalised(rules)))));
    }

    private static void checkEvents(List<Value> events) {
        if (events.isEmpty()) {
            throw S3Refusals.malformedXml();
        }
        for (var event : events) {
            if (!(event instanceof Value.Str(var name)) || Event.fromValue(name) == Event.UNKNOWN_TO_SDK_VERSION) {
                throw S3Refusals.invalidArgument("The event is not supported for notifications");
            }
        }
    }

    private static void checkTarget(Submission submission, String arn) {
        var match = ARN.matcher(arn);
        if (!match.matches()) {
            throw S3Refusals.invalidArgument("The ARN could not be parsed");
        }
        if (!match.group(2).equals(submission.world().region())) {
            throw S3Refusals.invalidArgument(
                    "The notification destination service region is not valid for the bucket location " + "constraint");
        }
        if (match.group(1).equals("sns") && !mayPublish(submission, arn)) {
            throw S3Refusals.invalidArgument("Unable to validate the following destination configurations");
        }
    }

    private static boolean mayPublish(Submission submission, String arn) {
        var world = submission.world();
        var s3 = new ServicePrincipal(
                world, PRINCIPAL, "arn:" + world.partition() + ":s3:::" + submission.text("bucket"));
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
                        throw S3Refusals.invalidArgument("filter rule name must be either prefix or suffix");
                    }
                    if (rule.string("value").orElse("").isEmpty()) {
                        throw S3Refusals.invalidArgument("filter value cannot be empty");
                    }
                    if (!names.add(name)) {
                        throw S3Refusals.invalidArgument("Cannot specify more than one " + name + " rule in a filter.");
                    }
                    var capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
                    return (Value) rule.with("name", Value.of(capital));
                })
                .toList();
    }
}
