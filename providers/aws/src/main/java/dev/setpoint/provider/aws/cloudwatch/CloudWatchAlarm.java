package dev.setpoint.provider.aws.cloudwatch;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.lifecycle.NamedType;
import dev.setpoint.provider.aws.shape.Tags;
import dev.setpoint.provider.aws.wait.Settled;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/**
 * A metric alarm: created and changed by one request, which replaces all its settings.
 * See behaviour.md#cloudwatch-alarm.
 */
public final class CloudWatchAlarm extends NamedType<MetricAlarm> {

    static final Predicate<ProviderException> GONE = code("ResourceNotFound", "ResourceNotFoundException");
    static final Settled SEEN = new Settled(3, Duration.ofSeconds(1), Duration.ofMinutes(2));

    private static final String TAGS = "tags";

    public CloudWatchAlarm(Aws aws) {
        super(aws, "alarm", GONE, SEEN);
    }

    /** A composite alarm of the same name is another thing. */
    @Override
    protected Optional<MetricAlarm> described(Identity id, Call call) {
        return aws
                .cloudWatch(call)
                .describeAlarms(r -> r.alarmNames(id.value()).alarmTypes(AlarmType.METRIC_ALARM))
                .metricAlarms()
                .stream()
                .filter(alarm -> alarm.alarmName().equals(id.value()))
                .findFirst();
    }

    @Override
    protected Value.Map properties(Identity id, MetricAlarm alarm, PropertySet wanted, Call call) {
        var live = AlarmProperties.of(alarm);
        var tagged = wanted.contains(TAGS) ? live.with(TAGS, Tags.toValue(tags(alarm, call))) : live;
        return tagged.with("arn", Value.of(alarm.alarmArn()));
    }

    private Map<String, String> tags(MetricAlarm alarm, Call call) {
        return Tags.fromSdk(aws.cloudWatch(call)
                .listTagsForResource(r -> r.resourceARN(alarm.alarmArn()))
                .tags());
    }

    @Override
    protected void make(Identity id, Value.Map desired, Call call) {
        var request = AlarmProperties.request(Value.Map.EMPTY, desired, Set.of());
        var tags = Tags.wanted(desired);
        if (!tags.isEmpty()) {
            request.tags(Tags.toSdk(tags, Tag::builder));
        }
        aws.cloudWatch(call).putMetricAlarm(request.build());
    }

    @Override
    protected void change(Identity id, Update update, Call call) {
        var cloudWatch = aws.cloudWatch(call);
        var alarm = described(id, call)
                .orElseThrow(() -> ProviderException.of(
                        Kind.OTHER,
                        "ResourceNotFound",
                        "The alarm " + id + " has been deleted since it was last read."));
        cloudWatch.putMetricAlarm(
                AlarmProperties.request(AlarmProperties.of(alarm), update).build());
        if (update.touches(TAGS)) {
            Tags.change(
                    tags(alarm, call),
                    Tags.wanted(update.desired()),
                    keys -> cloudWatch.untagResource(
                            r -> r.resourceARN(alarm.alarmArn()).tagKeys(keys)),
                    tags -> cloudWatch.tagResource(
                            r -> r.resourceARN(alarm.alarmArn()).tags(Tags.toSdk(tags, Tag::builder))));
        }
    }

    @Override
    protected void remove(Identity id, Call call) {
        aws.cloudWatch(call).deleteAlarms(r -> r.alarmNames(id.value()));
    }

    @Override
    protected boolean shows(Value.Map live, Value.Map desired) {
        return AlarmProperties.shows(live, desired);
    }
}
