package dev.setpoint.provider.aws.logs;

import static dev.setpoint.provider.aws.shape.Properties.text;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.lifecycle.ExistingObject;
import dev.setpoint.provider.aws.lifecycle.NamedType;
import dev.setpoint.provider.aws.shape.SdkShapes;
import java.util.LinkedHashMap;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterRequest;

/**
 * A metric filter of a log group: created and changed by one request, which replaces it whole.
 * See behaviour.md#logs-metric-filter.
 */
public final class LogsMetricFilter extends NamedType<MetricFilter> {

    private static final String GROUP = "logGroup";
    private static final String PATTERN = "pattern";
    private static final String TRANSFORMATION = "metricTransformation";
    private static final String TRANSFORMED = "applyOnTransformedLogs";

    public LogsMetricFilter(Aws aws) {
        super(aws, "metric filter", LogsLogGroup.GONE, LogsLogGroup.SEEN);
    }

    /** Name of a filter and of its group. Neither has a colon. */
    private record Id(String group, String filter) {

        static Id of(Identity identity) {
            var colon = identity.value().indexOf(':');
            return new Id(
                    identity.value().substring(0, Math.max(colon, 0)),
                    identity.value().substring(colon + 1));
        }
    }

    @Override
    protected Identity identity(Value.Map desired, Call call) {
        return new Identity(text(desired, GROUP) + ":" + text(desired, "name"));
    }

    @Override
    protected String label(Identity id) {
        return "metric filter " + Id.of(id).filter();
    }

    @Override
    protected Optional<ProviderException> taken(Identity id) {
        var key = Id.of(id);
        return Optional.of(ExistingObject.refusal(
                        "MetricFilterExists",
                        "The log group " + key.group() + " has a metric filter " + key.filter()
                                + " already, and this stack did not create it.")
                .about("name")
                .hint("To manage it here, write `import: " + id + "` in its block; otherwise choose another name."));
    }

    /** A prefix finds its neighbours, too; a log group that is gone has taken its filters with it. */
    @Override
    protected Optional<MetricFilter> described(Identity id, Call call) {
        var key = Id.of(id);
        return Errors.found(
                LogsLogGroup.GONE,
                () -> aws
                        .logs(call)
                        .describeMetricFiltersPaginator(
                                r -> r.logGroupName(key.group()).filterNamePrefix(key.filter()))
                        .metricFilters()
                        .stream()
                        .filter(filter -> filter.filterName().equals(key.filter()))
                        .findFirst());
    }

    @Override
    protected Value.Map properties(Identity id, MetricFilter filter, PropertySet wanted, Call call) {
        var live = new LinkedHashMap<String, Value>();
        live.put(GROUP, Value.of(Id.of(id).group()));
        live.put("name", Value.of(filter.filterName()));
        live.put(
                PATTERN,
                Value.of(Optional.ofNullable(filter.filterPattern()).orElse("").strip()));
        filter.metricTransformations().stream()
                .findFirst()
                .ifPresent(transformation -> live.put(TRANSFORMATION, transformation(transformation)));
        live.put(TRANSFORMED, Value.of(Boolean.TRUE.equals(filter.applyOnTransformedLogs())));
        return new Value.Map(live);
    }

    private static Value.Map transformation(MetricTransformation transformation) {
        var unset = Value.Map.EMPTY.with("unit", Value.of("None"));
        var live = unset.plus(SdkShapes.PLAIN.toValue(transformation));
        return live.map("dimensions").entries().isEmpty() ? live.without("dimensions") : live;
    }

    @Override
    protected void make(Identity id, Value.Map desired, Call call) {
        put(Id.of(id), desired, Value.Map.EMPTY, call);
    }

    /** Settings that this filter has and the spec does not manage are sent again, since the request replaces all. */
    private void put(Id id, Value.Map desired, Value.Map kept, Call call) {
        var request = SdkShapes.PLAIN
                .fill(PutMetricFilterRequest.builder(), kept)
                .logGroupName(id.group())
                .filterName(id.filter())
                .filterPattern(text(desired, PATTERN))
                .metricTransformations(
                        SdkShapes.PLAIN.build(MetricTransformation.builder(), desired.map(TRANSFORMATION)));
        desired.bool(TRANSFORMED).ifPresent(request::applyOnTransformedLogs);
        aws.eventually(call)
                .retry(
                        LogsLogGroup.GONE,
                        LogsLogGroup.PROPAGATION,
                        "the log group " + id.group() + " to be seen",
                        () -> aws.logs(call).putMetricFilter(request.build()));
    }

    @Override
    protected void change(Identity id, Update update, Call call) {
        var kept = described(id, call)
                .map(SdkShapes.PLAIN::toValue)
                .orElse(Value.Map.EMPTY)
                .without("creationTime");
        put(
                Id.of(id),
                update.desired(),
                update.removed().contains(TRANSFORMED) ? kept.without(TRANSFORMED) : kept,
                call);
        call.identified(id);
    }

    @Override
    protected void remove(Identity id, Call call) {
        var key = Id.of(id);
        aws.logs(call).deleteMetricFilter(r -> r.logGroupName(key.group()).filterName(key.filter()));
    }
}
