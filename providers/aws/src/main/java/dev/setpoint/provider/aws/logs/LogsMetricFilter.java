package dev.setpoint.provider.aws.logs;

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
import dev.setpoint.provider.aws.call.SdkShapes;
import dev.setpoint.provider.aws.call.Shown;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterRequest;

/**
 * A metric filter of a log group: made and changed by one call, which replaces it whole.
 * See behaviour.md#logs-metric-filter.
 */
public final class LogsMetricFilter implements ResourceType {

    private static final String PATTERN = "pattern";
    private static final String TRANSFORMATION = "metricTransformation";
    private static final String TRANSFORMED = "applyOnTransformedLogs";

    private static final Duration PROPAGATION = Duration.ofMinutes(2);
    private static final Settled SEEN = new Settled(3, Duration.ofSeconds(1), PROPAGATION);

    private final Aws aws;

    public LogsMetricFilter(Aws aws) {
        this.aws = aws;
    }

    /** Neither a log group's name nor a filter's has a colon. */
    private record Id(String group, String filter) {

        static Id of(Identity identity) {
            var colon = identity.value().indexOf(':');
            return new Id(
                    identity.value().substring(0, Math.max(colon, 0)),
                    identity.value().substring(colon + 1));
        }

        static Id of(Value.Map desired) {
            return new Id(
                    desired.string("logGroup").orElse(""),
                    desired.string("name").orElse(""));
        }

        Identity identity() {
            return new Identity(group + ":" + filter);
        }
    }

    @Override
    public Value.Map create(Value.Map desired, Call call) {
        var id = Id.of(desired);
        if (live(id, call).isPresent()) {
            throw ProviderException.of(
                            Kind.NAME_TAKEN,
                            "MetricFilterExists",
                            "The log group " + id.group() + " has a metric filter " + id.filter()
                                    + " already, and this stack did not make it.")
                    .about("name")
                    .hint("To manage it here, write `import: " + id.identity() + "` in its block; otherwise choose"
                            + " another name.");
        }
        return put(id, desired, Value.Map.EMPTY, call);
    }

    /** Settings that this filter has and the spec does not manage are sent again, since the call replaces all. */
    private Value.Map put(Id id, Value.Map desired, Value.Map kept, Call call) {
        var request = SdkShapes.PLAIN
                .fill(PutMetricFilterRequest.builder(), kept)
                .logGroupName(id.group())
                .filterName(id.filter())
                .filterPattern(desired.string(PATTERN).orElse(""))
                .metricTransformations(
                        SdkShapes.PLAIN.build(MetricTransformation.builder(), desired.map(TRANSFORMATION)));
        desired.bool(TRANSFORMED).ifPresent(request::applyOnTransformedLogs);
        var eventually = aws.eventually(call);
        eventually.retry(
                LogsLogGroup.GONE,
                PROPAGATION,
                "the log group " + id.group() + " to be seen",
                () -> aws.logs(call).putMetricFilter(request.build()));
        call.identified(id.identity());
        var wanted = new PropertySet(desired.entries().keySet());
        return Shown.settled(
                eventually,
                SEEN,
                "the metric filter " + id.filter(),
                live -> Shown.covers(live, desired),
                () -> read(id.identity(), wanted, call));
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        return live(Id.of(id), call).map(filter -> {
            var live = new LinkedHashMap<String, Value>();
            live.put("logGroup", Value.of(Id.of(id).group()));
            live.put("name", Value.of(filter.filterName()));
            live.put(
                    PATTERN,
                    Value.of(Optional.ofNullable(filter.filterPattern())
                            .orElse("")
                            .strip()));
            filter.metricTransformations().stream()
                    .findFirst()
                    .ifPresent(transformation -> live.put(TRANSFORMATION, transformation(transformation)));
            live.put(TRANSFORMED, Value.of(Boolean.TRUE.equals(filter.applyOnTransformedLogs())));
            live.keySet().removeIf(property -> !wanted.contains(property));
            return new Value.Map(live);
        });
    }

    private static Value.Map transformation(MetricTransformation transformation) {
        var unset = new Value.Map(java.util.Map.of("unit", Value.of("None")));
        var live = unset.plus(SdkShapes.PLAIN.toValue(transformation));
        return live.map("dimensions").entries().isEmpty() ? live.without("dimensions") : live;
    }

    /** A prefix finds its neighbours, too; a log group that is gone has taken its filters with it. */
    private Optional<MetricFilter> live(Id id, Call call) {
        return Errors.unless(
                        LogsLogGroup.GONE,
                        () -> aws
                                .logs(call)
                                .describeMetricFiltersPaginator(
                                        r -> r.logGroupName(id.group()).filterNamePrefix(id.filter()))
                                .metricFilters()
                                .stream()
                                .filter(filter -> filter.filterName().equals(id.filter()))
                                .findFirst())
                .flatMap(found -> found);
    }

    @Override
    public Value.Map update(Identity identity, Update update, Call call) {
        var id = Id.of(identity);
        var kept = live(id, call)
                .map(SdkShapes.PLAIN::toValue)
                .orElse(Value.Map.EMPTY)
                .without("creationTime");
        return put(
                id, update.desired(), update.removed().contains(TRANSFORMED) ? kept.without(TRANSFORMED) : kept, call);
    }

    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        var key = Id.of(id);
        aws.eventually(call)
                .removed(
                        LogsLogGroup.GONE,
                        () -> aws.logs(call)
                                .deleteMetricFilter(
                                        r -> r.logGroupName(key.group()).filterName(key.filter())));
        aws.eventually(call)
                .until(
                        SEEN,
                        "the metric filter " + key.filter() + " to be gone",
                        () -> live(key, call).isEmpty());
    }

    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        var id = Id.of(desired);
        return live(id, call).map(_ -> id.identity());
    }
}
