package dev.setpoint.provider.aws.cloudwatch;

import static dev.setpoint.provider.aws.call.Errors.code;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.call.Aws;
import dev.setpoint.provider.aws.call.Errors;
import dev.setpoint.provider.aws.call.Eventually.Settled;
import dev.setpoint.provider.aws.call.Shown;
import dev.setpoint.provider.aws.call.Tags;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** A metric alarm: made and changed by one call, which replaces all its settings. See behaviour.md#cloudwatch-alarm. */
public final class CloudWatchAlarm implements ResourceType {

    static final Predicate<ProviderException> GONE = code("ResourceNotFound", "ResourceNotFoundException");

    private static final String TAGS = "tags";
    private static final Settled SEEN = new Settled(3, Duration.ofSeconds(1), Duration.ofMinutes(2));

    private final Aws aws;

    public CloudWatchAlarm(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Value.Map create(Value.Map desired, Call call) {
        var name = desired.string("name").orElse("");
        if (alarm(name, call).isPresent()) {
            throw ProviderException.of(
                            Kind.NAME_TAKEN,
                            "AlarmExists",
                            "The alarm " + name + " exists already, and this stack did not make it.")
                    .about("name")
                    .hint("To manage it here, write `import: " + name
                            + "` in its block; otherwise choose another name.");
        }
        var request = AlarmProperties.request(Value.Map.EMPTY, desired, Set.of());
        var tags = Tags.wanted(desired);
        if (!tags.isEmpty()) {
            request.tags(sdkTags(tags));
        }
        aws.cloudWatch(call).putMetricAlarm(request.build());
        call.identified(new Identity(name));
        return current(name, desired, call);
    }

    private static List<Tag> sdkTags(Map<String, String> tags) {
        return Tags.toSdk(
                tags, (key, value) -> Tag.builder().key(key).value(value).build());
    }

    /** A composite alarm of the same name is another thing. */
    private Optional<MetricAlarm> alarm(String name, Call call) {
        return aws
                .cloudWatch(call)
                .describeAlarms(r -> r.alarmNames(name).alarmTypes(AlarmType.METRIC_ALARM))
                .metricAlarms()
                .stream()
                .filter(alarm -> alarm.alarmName().equals(name))
                .findFirst();
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        return Errors.unless(
                        GONE,
                        () -> alarm(id.value(), call).map(alarm -> {
                            var live = new LinkedHashMap<>(
                                    AlarmProperties.of(alarm).entries());
                            live.keySet().removeIf(property -> !wanted.contains(property));
                            if (wanted.contains(TAGS)) {
                                live.put(TAGS, Tags.toValue(tags(aws.cloudWatch(call), alarm.alarmArn())));
                            }
                            live.put("arn", Value.of(alarm.alarmArn()));
                            return new Value.Map(live);
                        }))
                .flatMap(found -> found);
    }

    private static Map<String, String> tags(CloudWatchClient cloudWatch, String arn) {
        return Tags.fromSdk(
                cloudWatch.listTagsForResource(r -> r.resourceARN(arn)).tags(), Tag::key, Tag::value);
    }

    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        var desired = update.desired();
        var alarm = alarm(id.value(), call)
                .orElseThrow(() -> ProviderException.of(
                        Kind.OTHER,
                        "ResourceNotFound",
                        "The alarm " + id + " has been deleted since it was last read."));
        aws.cloudWatch(call)
                .putMetricAlarm(AlarmProperties.request(AlarmProperties.of(alarm), update)
                        .build());
        if (update.touches(TAGS)) {
            tag(aws.cloudWatch(call), alarm.alarmArn(), Tags.wanted(desired));
        }
        return current(id.value(), desired, call);
    }

    private static void tag(CloudWatchClient cloudWatch, String arn, Map<String, String> wanted) {
        var change = Tags.Change.between(tags(cloudWatch, arn), wanted);
        if (!change.unset().isEmpty()) {
            cloudWatch.untagResource(r -> r.resourceARN(arn).tagKeys(change.unset()));
        }
        if (!change.set().isEmpty()) {
            cloudWatch.tagResource(r -> r.resourceARN(arn).tags(sdkTags(change.set())));
        }
    }

    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        aws.eventually(call).removed(GONE, () -> aws.cloudWatch(call).deleteAlarms(r -> r.alarmNames(id.value())));
        aws.eventually(call)
                .until(
                        SEEN,
                        "the alarm " + id + " to be gone",
                        () -> alarm(id.value(), call).isEmpty());
    }

    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        return alarm(desired.string("name").orElse(""), call).map(alarm -> new Identity(alarm.alarmName()));
    }

    private Value.Map current(String name, Value.Map desired, Call call) {
        var wanted = new PropertySet(desired.entries().keySet());
        return Shown.settled(
                aws.eventually(call),
                SEEN,
                "the alarm " + name,
                live -> AlarmProperties.shows(live, desired),
                () -> read(new Identity(name), wanted, call));
    }
}
